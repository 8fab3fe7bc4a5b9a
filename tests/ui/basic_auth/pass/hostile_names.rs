// Nothing that the attributes write is looked up by a name of the user's.
#![no_implicit_prelude]
#![deny(warnings)]
#![allow(dead_code, non_camel_case_types)]

use ::axum::extract::Path;
use ::axum::http::StatusCode;
use ::axum::{Router, routing::get};
use ::httpauth::{
    CurrentUser, basic_auth, error_handler, get_password, get_user_roles, hash_password,
    login_required, token_auth, verify_token,
};

struct Result;
struct Option;
struct String;
struct Vec;
struct Send;
struct Sync;
struct Future;
struct Cow;
struct bool;
struct str;
struct u32;
mod core {}
mod std {}
mod alloc {}
mod httpauth {}
mod axum {}

#[allow(non_snake_case)]
fn Some() {}
#[allow(non_snake_case)]
fn Ok() {}
#[allow(non_snake_case)]
fn Err() {}

#[allow(unused_macros)]
macro_rules! concat {
    () => {};
}
#[allow(unused_macros)]
macro_rules! module_path {
    () => {};
}
#[allow(unused_macros)]
macro_rules! file {
    () => {};
}
#[allow(unused_macros)]
macro_rules! line {
    () => {};
}
#[allow(unused_macros)]
macro_rules! assert {
    () => {};
}
#[allow(unused_macros)]
macro_rules! panic {
    () => {};
}

type text = ::core::primitive::str;
type Maybe<T> = ::core::option::Option<T>;

#[basic_auth]
struct Auth;

#[token_auth(header = "X-API-Key")]
struct Tokens;

#[get_password]
fn get_password(_: &::core::primitive::str) -> Maybe<(::std::string::String, User)> {
    Maybe::None
}

#[hash_password]
fn hash_password(password: &::core::primitive::str) -> ::std::string::String {
    ::std::string::ToString::to_string(password)
}

#[verify_token(auth = Tokens)]
async fn verify_token(
    _: &::core::primitive::str,
) -> ::core::result::Result<Maybe<User>, StatusCode> {
    ::core::result::Result::Err(StatusCode::SERVICE_UNAVAILABLE)
}

#[get_user_roles(auth = [Auth, Tokens])]
fn get_user_roles(user: &User) -> &[Role] {
    &user.roles
}

#[error_handler(auth = [Auth, Tokens])]
fn error_handler(status: StatusCode) -> StatusCode {
    status
}

#[derive(PartialEq)]
enum Role {
    Admin,
    Reader,
}

struct User {
    roles: [Role; 1],
}

#[login_required(role = [Role::Admin, [Role::Reader, Role::Admin]])]
async fn index(
    CurrentUser(user): CurrentUser<User>,
    Path(_id): Path<::core::primitive::u32>,
) -> StatusCode {
    let _ = user.roles;
    StatusCode::OK
}

#[login_required(auth = Tokens, optional)]
async fn optional(_user: ::core::option::Option<CurrentUser<User>>) {}

#[::core::prelude::v1::test]
fn compiles() {
    let _app: Router = Router::new()
        .route("/{id}", get(index))
        .route("/", get(optional));
}
