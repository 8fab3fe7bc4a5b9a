#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use super::app;

/// Returns the status, the challenge and the body of the answer to `GET /`.
async fn answer(authorization: Option<&str>) -> (StatusCode, Option<String>, String) {
    let mut request = Request::get("/");
    if let Some(credentials) = authorization {
        request = request.header(header::AUTHORIZATION, credentials);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    let challenge = response.headers().get(header::WWW_AUTHENTICATE);
    let challenge = challenge.map(|value| value.to_str().unwrap().to_owned());
    let status = response.status();
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    (status, challenge, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn users_are_greeted() {
    for (credentials, greeting) in [
        ("Basic am9objpoZWxsbw==", "Hello, john!"),
        ("Basic c3VzYW46Ynll", "Hello, susan!"),
    ] {
        let expected = (StatusCode::OK, None, greeting.to_owned());
        assert_eq!(answer(Some(credentials)).await, expected);
    }
}

#[tokio::test]
async fn everybody_else_is_challenged() {
    let challenge = r#"Basic realm="Authentication Required", charset="UTF-8""#;
    let john_bye = "Basic am9objpieWU=";
    for credentials in [None, Some(john_bye), Some("Bearer am9objpoZWxsbw==")] {
        let expected = (
            StatusCode::UNAUTHORIZED,
            Some(challenge.to_owned()),
            "Unauthorized Access".to_owned(),
        );
        assert_eq!(answer(credentials).await, expected);
    }
}
