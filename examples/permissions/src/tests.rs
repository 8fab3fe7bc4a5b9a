#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt;

use super::app;

const JOHN: &str = "Basic am9objpoZWxsbw==";
const SUSAN: &str = "Basic c3VzYW46Ynll";

async fn answer(method: Method, uri: &str, authorization: &str) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(uri);
    let request = request.header(header::AUTHORIZATION, authorization);
    let request = request.body(Body::from("buy tea")).unwrap();
    let response = app().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// The owner reads and changes, an admin reads, and nobody else learns that the todo exists.
#[tokio::test]
async fn who_may_do_what() {
    for (method, uri, authorization, status) in [
        (Method::GET, "/todos/1", JOHN, StatusCode::OK),
        (Method::PUT, "/todos/1", JOHN, StatusCode::OK),
        (Method::GET, "/todos/1", SUSAN, StatusCode::OK),
        (Method::PUT, "/todos/1", SUSAN, StatusCode::FORBIDDEN),
        (Method::GET, "/todos/2", JOHN, StatusCode::NOT_FOUND),
        (Method::PUT, "/todos/2", JOHN, StatusCode::NOT_FOUND),
        (Method::GET, "/todos/3", SUSAN, StatusCode::NOT_FOUND),
        (Method::PUT, "/todos/3", SUSAN, StatusCode::FORBIDDEN),
        (Method::GET, "/todos/one", JOHN, StatusCode::BAD_REQUEST),
    ] {
        let found = answer(method.clone(), uri, authorization).await;
        assert_eq!(found.0, status, "{method} {uri} {}", found.1);
    }
}

/// A todo of somebody else and no todo are the same to john.
#[tokio::test]
async fn what_john_may_not_know() {
    let others = answer(Method::GET, "/todos/2", JOHN).await;
    assert_eq!(others, answer(Method::GET, "/todos/3", JOHN).await);
}
