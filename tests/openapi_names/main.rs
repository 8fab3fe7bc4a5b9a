//! Tests of handlers that have each other's names, in a program of their own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::Router;
use axum::routing::get;
use httpauth::openapi::{Security, assert_covered};
use httpauth::{basic_auth, testing, verify_password};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

#[basic_auth]
pub(crate) struct Auth;

#[verify_password]
fn verify_password(_username: &str, password: &str) -> bool {
    password == "hello"
}

/// The guarded one of the pair.
mod users {
    use super::Auth;

    #[utoipa::path(get, path = "/users", responses((status = 200)))]
    #[httpauth::login_required]
    pub(crate) async fn list() {}

    /// As documented by its module.
    pub(crate) mod by_module {
        #[utoipa::path(get, path = "/users", operation_id = "users::list", responses((status = 200)))]
        #[expect(dead_code, reason = "it stands for the other in the document")]
        pub(crate) async fn list() {}
    }
}

/// The unguarded one of the pair.
mod posts {
    #[utoipa::path(get, path = "/posts", responses((status = 200)))]
    pub(crate) async fn list() {}

    /// As documented by its module.
    pub(crate) mod by_module {
        #[utoipa::path(get, path = "/posts", operation_id = "posts::list", responses((status = 200)))]
        #[expect(dead_code, reason = "it stands for the other in the document")]
        pub(crate) async fn list() {}
    }
}

/// Two guarded handlers of one name.
mod teams {
    use super::Auth;

    #[utoipa::path(get, path = "/teams", responses((status = 200)))]
    #[httpauth::login_required]
    pub(crate) async fn show() {}
}

mod groups {
    use super::Auth;

    #[httpauth::login_required]
    pub(crate) async fn show() {}
}

/// Two handlers that their ids tell apart.
mod keys {
    use super::Auth;

    #[utoipa::path(get, path = "/keys", operation_id = "keys_index", responses((status = 200)))]
    #[httpauth::login_required(operation_id = "keys_index")]
    pub(crate) async fn index() {}
}

mod pages {
    #[utoipa::path(get, path = "/pages", operation_id = "pages_index", responses((status = 200)))]
    #[httpauth::public(operation_id = "pages_index")]
    pub(crate) async fn index() {}
}

/// Returns what `assert_covered` says of the document.
fn uncovered(openapi: &OpenApi) -> String {
    let assertion = AssertUnwindSafe(|| assert_covered(openapi));
    *catch_unwind(assertion).unwrap_err().downcast().unwrap()
}

/// A guarded `users::list` does not cover an unguarded `posts::list`. By one id they are an error with both places.
#[test]
fn one_id_of_two_operations() {
    #[derive(utoipa::OpenApi)]
    #[openapi(paths(users::list, posts::list))]
    struct Api;

    let expected = "operationId `list` is of several operations: GET /posts, GET /users; write \
                    `#[utoipa::path(operation_id = \"…\")]`, and the same in `#[login_required]` or `#[public]`";
    let mut openapi = Api::openapi();
    assert_eq!(uncovered(&openapi), expected);
    let conflicts = Security.try_modify(&mut openapi).unwrap_err();
    assert_eq!(conflicts.to_string(), expected);
}

/// By their modules the guarded one is covered, and the other is not.
#[test]
fn the_module_tells_them_apart() {
    #[derive(utoipa::OpenApi)]
    #[openapi(paths(users::by_module::list, posts::by_module::list))]
    struct Api;

    let mut openapi = Api::openapi();
    let uncovered = uncovered(&openapi);
    assert!(
        uncovered.contains("GET /posts posts::list: no handler"),
        "{uncovered}"
    );
    assert!(!uncovered.contains("/users"), "{uncovered}");
    assert!(
        !uncovered.contains("openapi_names::users::list"),
        "{uncovered}"
    );
    Security.try_modify(&mut openapi).unwrap();
    let document = serde_json::to_value(&openapi).unwrap();
    assert!(document["paths"]["/users"]["get"]["security"].is_array());
    assert!(document["paths"]["/posts"]["get"]["security"].is_null());
}

/// A part of a name is not the name, and neither is a part of a module's.
#[test]
fn the_end_of_a_path_is_of_whole_names() {
    #[derive(utoipa::OpenApi)]
    #[openapi(paths(users::list))]
    struct Api;

    let mut openapi = Api::openapi();
    for (id, is_covered) in [
        ("list", true),
        ("users::list", true),
        ("openapi_names::users::list", true),
        ("t", false),
        ("sers::list", false),
        ("names::users::list", false),
        ("", false),
        ("other::list", false),
    ] {
        let users = openapi.paths.paths.get_mut("/users").unwrap();
        users.get.as_mut().unwrap().operation_id = Some(id.to_owned());
        let uncovered = uncovered(&openapi);
        let is_listed = uncovered.contains("GET /users");
        assert_eq!(is_listed, !is_covered, "{id}: {uncovered}");
    }
}

/// If the unguarded one alone is in the document, its name is taken for the guarded one's. The walk finds it.
#[tokio::test]
async fn the_walk_finds_the_unguarded_one() {
    #[derive(utoipa::OpenApi)]
    #[openapi(paths(posts::list))]
    struct Api;

    let app = Router::new()
        .route("/users", get(users::list))
        .route("/posts", get(posts::list));
    let openapi = Api::openapi();
    let report = testing::walk(&app, &openapi).run().await;
    let problem = "GET /posts list: 200 for nobody, expected 401".to_owned();
    assert!(report.problems().contains(&problem), "{report}");
}

/// Two guarded handlers of one name are an error with both places.
#[test]
fn one_name_of_two_handlers() {
    #[derive(utoipa::OpenApi)]
    #[openapi(paths(teams::show))]
    struct Api;

    let message = uncovered(&Api::openapi());
    let place = |module: &str| format!("openapi_names::{module}::show at {}:", file!());
    assert!(message.starts_with("operationId `show` of GET /teams is of several handlers: "));
    assert!(message.contains(&place("groups")), "{message}");
    assert!(message.contains(&place("teams")), "{message}");
    assert!(
        message.contains("write `module::show` as the operationId"),
        "{message}"
    );
}

/// The ids of the attributes tell handlers of one name apart, and stand in for the names.
#[test]
fn the_ids_tell_them_apart() {
    #[derive(utoipa::OpenApi)]
    #[openapi(paths(keys::index, pages::index))]
    struct Api;

    let mut openapi = Api::openapi();
    Security.try_modify(&mut openapi).unwrap();
    let document = serde_json::to_value(&openapi).unwrap();
    assert_eq!(
        document["paths"]["/keys"]["get"]["security"][0]["Auth"],
        serde_json::json!([])
    );
    assert_eq!(
        document["paths"]["/pages"]["get"]["security"],
        serde_json::json!([])
    );

    for id in ["index", "keys::index", "eys_index"] {
        let keys = openapi.paths.paths.get_mut("/keys").unwrap();
        keys.get.as_mut().unwrap().operation_id = Some(id.to_owned());
        let uncovered = uncovered(&openapi);
        assert!(
            uncovered.contains(&format!("GET /keys {id}: no handler")),
            "{uncovered}"
        );
    }
}
