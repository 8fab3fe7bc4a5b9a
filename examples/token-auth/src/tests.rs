#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt;

use super::app;

/// Returns the body of the answer to `GET uri` with one more field, or the challenge.
async fn answer(uri: &str, name: &str, value: &str) -> String {
    let request = Request::get(uri).header(name, value);
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    if let Some(challenge) = response.headers().get(header::WWW_AUTHENTICATE) {
        return challenge.to_str().unwrap().to_owned();
    }
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn tokens_of_users_are_greeted() {
    for (token, greeting) in [("1", "Hello, john!"), ("2", "Hello, susan!")] {
        let bearer = format!("Bearer secret-token-{token}");
        assert_eq!(answer("/", "Authorization", &bearer).await, greeting);
        let key = format!("secret-token-{token}");
        assert_eq!(answer("/job", "X-API-Key", &key).await, greeting);
    }
}

/// A wrong token is called so, and a request without one is not (RFC 6750 section 3.1).
#[tokio::test]
async fn everybody_else_is_challenged() {
    let invalid = r#"Bearer realm="Authentication Required", error="invalid_token""#;
    let wrong = answer("/", "Authorization", "Bearer secret-token").await;
    assert_eq!(wrong, invalid);
    let plain = r#"Bearer realm="Authentication Required""#;
    assert_eq!(answer("/", "X-API-Key", "secret-token-1").await, plain);
    let key = r#"ApiKey realm="Authentication Required""#;
    assert_eq!(answer("/job", "X-API-Key", "secret-token").await, key);
}
