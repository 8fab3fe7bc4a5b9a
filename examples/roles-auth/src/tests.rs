#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use super::app;

const JOHN: &str = "Basic am9objpoZWxsbw==";
const SUSAN: &str = "Basic c3VzYW46Ynll";

async fn answer(uri: &str, authorization: &str) -> (StatusCode, String) {
    let request = Request::get(uri).header(header::AUTHORIZATION, authorization);
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn both_are_users_and_admins_see_the_way_to_their_page() {
    let hello = |rest: &str| (StatusCode::OK, format!("Hello, {rest}"));
    assert_eq!(answer("/", JOHN).await, hello("john!"));
    let susan = hello("susan! Your page is /admin.");
    assert_eq!(answer("/", SUSAN).await, susan);
}

/// A known user who lacks the role gets a 403. An unknown user gets a 401, whatever the role.
#[tokio::test]
async fn only_susan_is_an_admin() {
    let (status, body) = answer("/admin", SUSAN).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(body, "Hello susan, you are an admin!");
    assert_eq!(answer("/admin", JOHN).await.0, StatusCode::FORBIDDEN);
    let john_bye = "Basic am9objpieWU=";
    assert_eq!(answer("/admin", john_bye).await.0, StatusCode::UNAUTHORIZED);
}
