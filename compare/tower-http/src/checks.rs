//! The checks that all programs have in common.

use same::Issuer;

use super::*;

async fn program() -> (Router, Issuer) {
    let issuer = Issuer::start().await;
    let app = {
        let jwks = serde_json::from_value(same::jwks()).unwrap();
        app(Keys::new(issuer.url(), &jwks).unwrap())
    };
    (app, issuer)
}

#[tokio::test]
async fn it_answers_as_the_others() {
    let (app, issuer) = program().await;
    same::answers(app.clone(), &issuer).await;
    same::prints_the_rest(app, &issuer).await;
}

#[tokio::test]
async fn a_forgotten_guard_opens() {
    let (app, _) = program().await;
    same::a_forgotten_guard_opens(app).await;
}
