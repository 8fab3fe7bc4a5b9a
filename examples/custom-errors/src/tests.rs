#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, from_slice, json};
use tower::ServiceExt;

use super::app;

/// Returns the status of the answer to `GET path`, true if it has a challenge, and the body.
async fn answer(path: &str, authorization: &str) -> (StatusCode, bool, Value) {
    let request = Request::get(path).header(header::AUTHORIZATION, authorization);
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    let status = response.status();
    let challenged = response.headers().contains_key(header::WWW_AUTHENTICATE);
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    (status, challenged, from_slice(&body).unwrap())
}

#[tokio::test]
async fn refusals_are_json_and_keep_their_challenge() {
    let (susan_no, john) = ("Basic c3VzYW46bm8=", "Basic am9objpoZWxsbw==");
    for (path, credentials, status, error) in [
        (
            "/",
            "Negotiate YII=",
            401,
            "the credentials are of another scheme",
        ),
        ("/", susan_no, 401, "the credentials are not valid"),
        ("/", john, 403, "the user lacks a role or a permission"),
        ("/", "Basic bG9ja2VkOng=", 401, "the account is locked"),
        ("/todos/1", john, 403, "not your todo"),
    ] {
        let body = json!({ "status": status, "error": error });
        let status = StatusCode::from_u16(status).unwrap();
        assert_eq!(answer(path, credentials).await, (status, true, body));
    }
}

#[tokio::test]
async fn a_store_that_is_down_is_not_a_refusal() {
    let body = json!({ "status": 503, "error": "the user store is down" });
    let expected = (StatusCode::SERVICE_UNAVAILABLE, false, body);
    assert_eq!(answer("/", "Basic b2ZmbGluZTp4").await, expected);
}
