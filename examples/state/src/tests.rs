#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use httpauth::Authenticator;
use httpauth::registry::{Slot, access_matrix};
use tower::ServiceExt;

use super::{Auth, app};

const JOHN: &str = "Basic am9objpoZWxsbw==";
const SUSAN: &str = "Basic c3VzYW46Ynll";

async fn answer(uri: &str, authorization: Option<&str>) -> (u16, String) {
    let mut request = Request::get(uri);
    if let Some(credentials) = authorization {
        request = request.header(header::AUTHORIZATION, credentials);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = app().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 1024).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn optional_lets_strangers_in_and_wrong_passwords_not() {
    assert_eq!(answer("/", None).await.1, "Hello, stranger!");
    assert_eq!(answer("/", Some(JOHN)).await.1, "Hello, john!");
    let john_hullo = "Basic am9objpodWxsbw==";
    assert_eq!(answer("/", Some(john_hullo)).await.0, 401);
    let nobody = "Basic bm9ib2R5Og==";
    assert_eq!(answer("/", Some(nobody)).await.0, 401);
}

#[tokio::test]
async fn only_admins_see_the_users() {
    assert_eq!(answer("/users", Some(SUSAN)).await.1, "john, susan");
    assert_eq!(answer("/users", Some(JOHN)).await.0, 403);
    assert_eq!(answer("/users", None).await.0, 401);
}

/// Such a test makes a change of who may call what show in review.
#[test]
fn who_may_call_what() {
    let matrix = access_matrix();
    let access = |name: &str| {
        let mut rows = matrix.rows().iter();
        let row = rows.find(|row| row.handler().ends_with(name)).unwrap();
        (row.role(), row.optional())
    };
    assert_eq!(access("::index"), (None, true));
    assert_eq!(access("::list_users"), (Some("Role::Admin"), false));
}

#[test]
fn the_registry_knows_the_callbacks() {
    let slots = Auth::REGISTRY.slots().iter();
    let filled = slots.filter(|slot| slot.callback().is_some());
    let names: Vec<&str> = filled.map(Slot::name).collect();
    assert_eq!(names, ["verify_password", "get_user_roles"]);
}

/// The guide shows what `--print-access` prints.
#[test]
fn the_guide_is_right() {
    let page = include_str!("../../../httpauth/docs/guide/howto/access_matrix.md");
    let printed = format!("{}\n{}", Auth::REGISTRY, access_matrix());
    assert!(page.contains(&printed), "{printed}");
}
