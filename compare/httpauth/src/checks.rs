//! The check that all programs have in common. With this router a handler without a guard does not compile, so there is no
//! test of one.

use same::Issuer;

use super::*;

#[tokio::test]
async fn it_answers_as_the_others() {
    let issuer = Issuer::start().await;
    let jwks = serde_json::from_value(same::jwks()).unwrap();
    let app = app(Keys::new(issuer.url(), &jwks).unwrap());
    let app = axum::Router::new().fallback_service(app);
    same::answers(app.clone(), &issuer).await;
    same::prints_the_rest(app, &issuer).await;
}
