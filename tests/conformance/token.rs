//! `/token*`, `/bearer` and `/header-echo`.

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use axum::response::IntoResponse;
use httpauth::{
    CurrentUser, constant_time_eq, error_handler, login_required, token_auth, verify_token,
};

use crate::util::{all, hex};

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/token", all(my_token))
        .route("/token-optional", all(my_token_optional))
        .route("/token2", all(refusing))
        .route("/token3", all(key))
        .route("/bearer", all(bearer))
        .route("/token-echo", all(echo))
        .route("/header-echo", all(key_echo))
        .route("/token-bool", all(yes))
}

#[token_auth(scheme = "MyToken")]
struct MyToken;

#[token_auth(header = "X-API-Key")]
struct Key;

#[verify_token(auth = [MyToken, Key])]
fn verify_token(token: &str) -> Option<&'static str> {
    constant_time_eq(token, "this-is-the-token!").then_some("user")
}

#[error_handler(auth = MyToken)]
fn error() -> impl IntoResponse {
    let challenge = [(WWW_AUTHENTICATE, r#"MyToken realm="Foo""#)];
    (StatusCode::UNAUTHORIZED, challenge, "error")
}

#[login_required(auth = MyToken)]
async fn my_token(user: CurrentUser<&'static str>) -> String {
    format!("token_auth:{user}")
}

#[login_required(auth = MyToken, optional)]
async fn my_token_optional(user: Option<CurrentUser<&'static str>>) -> String {
    format!("token_auth:{}", user.map_or("None", |user| user.0))
}

#[login_required(auth = Key)]
async fn key(user: CurrentUser<&'static str>) -> String {
    format!("token_auth3:{user}")
}

#[token_auth(scheme = "Token", realm = "foo")]
struct Refusing;

#[verify_token(auth = Refusing)]
fn refuse(_: &str) -> bool {
    false
}

#[login_required(auth = Refusing)]
async fn refusing() -> &'static str {
    "token_auth2"
}

#[token_auth]
struct Bearer;

#[verify_token(auth = Bearer)]
fn find(token: &str) -> Option<String> {
    crate::util::bearer(token)
}

#[login_required(auth = Bearer)]
async fn bearer(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[token_auth(realm = "echo")]
struct Echo;

#[token_auth(scheme = "ApiKey", realm = "echo", header = "X-API-Key")]
struct KeyEcho;

#[verify_token(auth = [Echo, KeyEcho])]
fn accept(token: &str) -> Option<String> {
    Some(token.to_owned())
}

#[login_required(auth = Echo)]
async fn echo(token: CurrentUser<String>) -> String {
    format!("t={}", hex(&*token.0))
}

#[login_required(auth = KeyEcho)]
async fn key_echo(token: CurrentUser<String>) -> String {
    format!("t={}", hex(&*token.0))
}

#[token_auth]
struct Yes;

#[verify_token(auth = Yes)]
fn is_yes(token: &str) -> bool {
    constant_time_eq(token, "yes")
}

#[login_required(auth = Yes)]
async fn yes() -> &'static str {
    "user:None"
}
