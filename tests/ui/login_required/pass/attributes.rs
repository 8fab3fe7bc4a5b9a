#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    rust_2018_idioms,
    single_use_lifetimes
)]
#![deny(
    missing_debug_implementations,
    missing_copy_implementations,
    unnameable_types,
    unused,
    let_underscore_drop
)]
#![deny(
    private_bounds,
    private_interfaces,
    redundant_lifetimes,
    trivial_casts,
    unit_bindings
)]
#![forbid(unsafe_code)]
//! A crate with strict lints and a public handler behind a private auth object.

use axum::Router;
use axum::debug_handler;
use axum::extract::Path;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, verify_password};
use tracing::instrument;

#[basic_auth]
struct Auth;

#[derive(Clone)]
struct User(String);

#[verify_password]
fn verify_password(name: &str, _: &str) -> Option<User> {
    Some(User(name.to_owned()))
}

#[get_user_roles]
fn get_user_roles(user: &User) -> &str {
    &user.0
}

/// Public handlers.
pub mod pages {
    use super::*;

    /// Says hello.
    #[login_required(role = "admin")]
    pub async fn index() -> &'static str {
        "hello"
    }

    /// Is not public, but its parent is.
    #[login_required]
    pub(crate) async fn private(user: CurrentUser<User>) -> String {
        user.0.0
    }
}

/// A public policy of a private auth object.
#[login_required(role = "admin")]
#[derive(Debug, Clone, Copy)]
pub struct AdminsOnly;

#[login_required]
#[debug_handler]
async fn debugged(Path(id): Path<u32>, user: CurrentUser<User>) -> String
where
    String: Sized,
{
    format!("{id} {}", user.0.0)
}

#[login_required]
#[instrument(skip(user), fields(name = %user.0.0))]
async fn traced(user: CurrentUser<User>, Path(id): Path<u32>) -> Result<String, String> {
    Ok(id.to_string())
}

#[instrument(skip_all)]
#[login_required]
async fn traced_above(user: CurrentUser<User>) -> String {
    user.0.0
}

#[login_required]
#[cfg(any())]
async fn configured() -> Nothing {}

#[cfg(not(any()))]
#[login_required]
#[cfg_attr(all(), allow(clippy::unused_async))]
#[expect(unused_variables)]
#[deprecated(note = "stays a handler")]
#[must_use]
async fn configured() -> &'static str {
    let unused = 5;
    "configured"
}

#[utoipa::path(get, path = "/documented/{id}", params(("id" = u32, Path)), responses((status = 200, body = String)))]
#[login_required]
async fn documented(Path(id): Path<u32>, user: CurrentUser<User>) -> String {
    format!("{id} {}", user.0.0)
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(documented))]
struct Api;

#[test]
fn compiles() {
    let openapi = <Api as utoipa::OpenApi>::openapi();
    assert!(openapi.paths.paths.contains_key("/documented/{id}"));
    #[allow(deprecated)]
    let configured = get(configured);
    let _app: Router = Router::new()
        .route(
            "/",
            get(pages::index).post(pages::private).put(traced_above),
        )
        .route("/{id}", get(debugged).post(traced))
        .route("/documented/{id}", get(documented))
        .route("/configured", configured)
        .layer(httpauth::guard(AdminsOnly));
}
