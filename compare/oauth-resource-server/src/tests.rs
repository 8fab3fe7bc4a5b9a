use axum::body::Body;
use tower::ServiceExt;

use super::*;

/// Calls the routes without their layer, as this user.
async fn status_for(user: User, id: u32) -> StatusCode {
    let app = guarded().layer(Extension(user));
    let request = Request::put(format!("/todos/{id}"))
        .body(Body::empty())
        .unwrap();
    app.oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn john_changes_his_todo_alone() {
    let john = User {
        name: "john".to_owned(),
        admin: false,
    };
    assert_eq!(status_for(john.clone(), 1).await, StatusCode::NO_CONTENT);
    assert_eq!(status_for(john, 2).await, StatusCode::FORBIDDEN);
}
