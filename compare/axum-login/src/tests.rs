use axum::body::Body;
use tower::ServiceExt;

use super::*;

/// Calls the routes with john's password, which is hashed.
async fn status_for_john(id: u32) -> StatusCode {
    let jwks = serde_json::from_value(same::jwks()).unwrap();
    let app = app(Keys::new("https://issuer.example", &jwks).unwrap());
    let request = Request::put(format!("/todos/{id}"));
    let request = request.header("authorization", "Basic am9objpoZWxsbw==");
    let response = app.oneshot(request.body(Body::empty()).unwrap()).await;
    response.unwrap().status()
}

#[tokio::test]
async fn john_changes_his_todo_alone() {
    assert_eq!(status_for_john(1).await, StatusCode::NO_CONTENT);
    assert_eq!(status_for_john(2).await, StatusCode::FORBIDDEN);
}
