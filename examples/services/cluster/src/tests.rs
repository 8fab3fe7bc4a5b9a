#![allow(clippy::unwrap_used)]

use std::net::TcpListener;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use httpauth::testing::DigestClient;
use tower::ServiceExt as _;

use super::*;

/// Returns a process whose Redis server is not there.
fn alone() -> Router {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr();
    let url = format!("redis://{}/", nobody.unwrap());
    let state = App::new(process::connect(&url).unwrap(), &[7; 16]);
    app("A", state.unwrap())
}

async fn visit(app: &Router, path: &str, password: &str) -> (StatusCode, HeaderMap) {
    let mut john = DigestClient::new("john", password);
    loop {
        let request = Request::get(path).header("x-real-ip", "192.0.2.1");
        let mut request = request.body(Body::empty()).unwrap();
        john.sign(&mut request);
        let response = app.clone().oneshot(request).await.unwrap();
        if !matches!(john.read(response.headers()), Ok(true)) {
            return (response.status(), response.headers().clone());
        }
    }
}

/// Nobody gets in, and a right password is not asked for again.
#[tokio::test]
async fn without_redis_a_right_password_is_503() {
    let (status, fields) = visit(&alone(), "/", "hello").await;
    assert_eq!(status, 503);
    assert!(!fields.contains_key("www-authenticate"));
    let (status, _) = visit(&alone(), "/", "hullo").await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn the_local_counts_need_no_redis() {
    let (status, fields) = visit(&alone(), "/local", "hello").await;
    assert_eq!(status, 200);
    assert_eq!(fields["x-process"], "A");
}

/// A request that came around nginx has no address.
#[tokio::test]
async fn a_request_around_nginx_is_an_error() {
    let request = Request::get("/").body(Body::empty()).unwrap();
    let response = alone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 500);
}

#[tokio::test]
async fn a_short_secret_is_refused() {
    let redis = process::connect("redis://127.0.0.1/").unwrap();
    assert!(App::new(redis, b"short").is_none());
}
