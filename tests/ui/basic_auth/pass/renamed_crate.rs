//! Is built as a `Cargo.toml` with `renamed = { package = "httpauth" }` has it, where `httpauth` is the name of something else.
#![deny(warnings)]

extern crate core as httpauth;
extern crate httpauth as renamed;

use axum::{Router, http::StatusCode, routing::get};
use renamed::{
    CurrentUser, basic_auth, error_handler, get_password, get_user_roles, hash_password,
    login_required, token_auth, verify_password, verify_token,
};

#[basic_auth(crate = ::renamed)]
struct Auth;

#[basic_auth(crate = renamed)]
struct Stored;

#[token_auth(crate = crate::renamed)]
struct Tokens;

#[verify_password(crate = ::renamed)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_password(auth = Stored, crate = renamed)]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password(auth = Stored, crate = renamed)]
fn hash_password(_: &str, password: &str) -> String {
    password.to_owned()
}

#[verify_token(auth = Tokens, crate = ::renamed)]
fn verify_token(token: &str) -> Option<String> {
    (!token.is_empty()).then(|| token.to_owned())
}

#[get_user_roles(auth = [Auth, Tokens], crate = ::renamed)]
fn get_user_roles(user: &str) -> &str {
    user
}

#[error_handler(crate = ::renamed)]
fn error_handler(status: StatusCode) -> String {
    status.to_string()
}

#[login_required(role = "admin", crate = ::renamed)]
struct AdminsOnly;

#[login_required(role = "admin", crate = ::renamed)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Tokens, role = ["a", "b"], optional, extensions, crate = ::renamed)]
async fn optional(_: Option<CurrentUser<String>>) {}

#[test]
fn compiles() {
    let guard = renamed::guard(AdminsOnly);
    let _app: Router = Router::new()
        .route("/", get(index))
        .route("/o", get(optional))
        .layer(guard);
    let _ = Stored;
}
