//! An application with an operation of each kind of guard.

use axum::Json;
use axum::extract::{Path, Query, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use httpauth::{
    AsScope, CurrentUser, basic_auth, digest_auth, get_password, get_user_roles, guard,
    login_required, multi_auth, permission, public, token_auth, verify_password, verify_token,
};
use serde::{Deserialize, Serialize};
use utoipa::openapi::OpenApi;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[basic_auth(realm = "People", throttle)]
pub(crate) struct People;

#[verify_password(auth = People)]
fn verify_password(_username: &str, password: &str) -> bool {
    password == "hello"
}

#[token_auth(realm = "Programs")]
pub(crate) struct Programs;

/// Its auth-scheme is the word of another kind of object.
#[token_auth(realm = "Keys", scheme = "Digest", header = "X-API-Key")]
pub(crate) struct Keys;

#[token_auth(realm = "Crates", scheme = "Cargo")]
pub(crate) struct Crates;

#[verify_token(auth = [Programs, Keys, Crates])]
fn verify_token(token: &str) -> Option<String> {
    token.strip_prefix("token-of-").map(str::to_owned)
}

#[get_user_roles(auth = [People, Programs])]
fn get_user_roles(user: &str) -> Vec<&'static str> {
    match user {
        "susan" => vec!["admin"],
        "mary" => vec!["writer", "reader"],
        _ => vec![],
    }
}

#[digest_auth(realm = "Vault")]
pub(crate) struct Vault;

#[get_password(auth = Vault)]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[multi_auth(People, Programs)]
pub(crate) struct Everyone;

/// The members of a member.
#[multi_auth(Everyone, Keys)]
pub(crate) struct All;

pub(crate) enum Role {
    Reader,
    Owner,
}

impl AsScope for Role {
    fn as_scope(&self) -> Option<&str> {
        matches!(self, Self::Reader).then_some("todos:read")
    }
}

impl PartialEq<&str> for Role {
    fn eq(&self, other: &&str) -> bool {
        match self {
            Self::Reader => *other == "reader",
            Self::Owner => *other == "owner",
        }
    }
}

impl PartialEq<Role> for &str {
    fn eq(&self, other: &Role) -> bool {
        other == self
    }
}

/// A policy, which is no operation.
#[login_required(auth = People, role = ["admin", "writer"])]
struct Staff;

/// A policy of another.
#[login_required(auth = People, policy = Staff, role = "reader")]
struct Readers;

/// A layer's function, which is no operation either.
#[login_required(auth = People, optional)]
async fn logged(request: Request, next: Next) -> Response {
    next.run(request).await
}

#[permission(auth = People)]
fn owns(user: &str, Path(id): Path<String>) -> bool {
    id == user
}

#[utoipa::path(get, path = "/health", responses((status = 200)), security(("Old" = [])))]
#[public]
async fn health() {}

#[utoipa::path(get, path = "/basic", responses((status = 200)))]
#[login_required(auth = People)]
async fn basic() {}

#[utoipa::path(get, path = "/digest", responses((status = 200)))]
#[login_required(auth = Vault)]
async fn digest() {}

#[utoipa::path(get, path = "/key", responses((status = 200)))]
#[login_required(auth = Keys)]
async fn key() {}

#[utoipa::path(get, path = "/cargo", responses((status = 200)))]
#[login_required(auth = Crates)]
async fn cargo() {}

#[utoipa::path(get, path = "/all", responses((status = 200)))]
#[login_required(auth = All)]
async fn all() {}

#[utoipa::path(get, path = "/optional", responses((status = 200)))]
#[login_required(auth = People, optional)]
async fn optional(_user: Option<CurrentUser<String>>) {}

#[utoipa::path(
    get,
    path = "/roles",
    responses((status = 200), (status = 403, description = "You are no admin.")),
)]
#[login_required(auth = Everyone, role = ["admin", ["reader", "writer"]])]
async fn roles() {}

#[utoipa::path(get, path = "/typed", responses((status = 200)))]
#[login_required(auth = People, role = [Role::Reader, Role::Owner])]
async fn typed() {}

#[utoipa::path(get, path = "/policy", responses((status = 200)))]
#[login_required(auth = People, policy = Readers)]
async fn policy() {}

#[utoipa::path(get, path = "/owned/{id}", params(("id" = String, Path, example = "john")), responses((status = 200)))]
#[login_required(auth = People, role = ["admin", permission(owns)])]
async fn owned(Path(_id): Path<String>) {}

/// A thing to make.
#[derive(Deserialize, Serialize, ToSchema)]
pub(crate) struct Thing {
    #[schema(min_length = 3)]
    name: String,
    count: u32,
    parts: Vec<Part>,
    note: Option<String>,
}

#[derive(Deserialize, Serialize, ToSchema)]
pub(crate) struct Part {
    size: f64,
    shape: Shape,
}

#[derive(Deserialize, Serialize, ToSchema)]
pub(crate) enum Shape {
    Round,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    page: u32,
    word: String,
    size: Option<u32>,
}

/// Answers 200 only if the body, the path and the query could be read.
#[utoipa::path(post, path = "/things/{id}", params(("id" = u32, Path), Paging), request_body = Thing, responses((status = 200)))]
#[login_required(auth = People, role = "admin")]
async fn make(Path(_id): Path<u32>, Query(paging): Query<Paging>, Json(thing): Json<Thing>) {
    assert!(thing.name.len() >= 3, "the schema's bound is kept");
    assert_eq!((paging.page, &*paging.word, paging.size), (1, "1", None));
}

#[utoipa::path(delete, path = "/things/{id}", params(("id" = u32, Path)), responses((status = 200)))]
#[login_required(auth = People, role = "admin", operation_id = "delete_thing")]
async fn remove(Path(_id): Path<u32>) -> StatusCode {
    StatusCode::NO_CONTENT
}

/// An operation that a layer guards, so that the matrix has no row of it.
#[utoipa::path(get, path = "/layered", responses((status = 200)))]
async fn layered() {}

fn router() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(health))
        .routes(routes!(basic))
        .routes(routes!(digest))
        .routes(routes!(key))
        .routes(routes!(cargo))
        .routes(routes!(all))
        .routes(routes!(optional))
        .routes(routes!(roles))
        .routes(routes!(typed))
        .routes(routes!(policy))
        .routes(routes!(owned))
        .routes(routes!(make, remove))
}

/// Returns the application and its document, with `remove` by the id of its attribute.
pub(crate) fn app() -> (axum::Router, OpenApi) {
    with_ids(router())
}

/// Returns the application with the operation that a layer guards.
pub(crate) fn app_with_a_layer() -> (axum::Router, OpenApi) {
    let layered = OpenApiRouter::new()
        .routes(routes!(layered))
        .layer(guard(Staff))
        .layer(from_fn(logged));
    with_ids(router().merge(layered))
}

/// Returns the application with the operation, and without the layer.
pub(crate) fn app_with_a_hole() -> (axum::Router, OpenApi) {
    with_ids(router().routes(routes!(layered)))
}

fn with_ids(router: OpenApiRouter) -> (axum::Router, OpenApi) {
    let (app, mut openapi) = router.split_for_parts();
    let things = openapi.paths.paths.get_mut("/things/{id}").unwrap();
    things.delete.as_mut().unwrap().operation_id = Some("delete_thing".to_owned());
    (app, openapi)
}
