//! `test_multi_async.py`

use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderName, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};

#[basic_auth]
struct Basic;

#[token_auth(scheme = "MyToken")]
struct Token;

#[token_auth(header = "X-Token")]
struct CustomToken;

#[multi_auth(Basic, Token, CustomToken)]
struct Auth;

/// The user, of one type for all members. Flask-HTTPAuth's token callbacks return `True`, which is not a user.
#[derive(Debug)]
struct User(Option<String>);

#[verify_password(auth = Basic)]
async fn verify_password(username: &str, password: &str) -> Option<User> {
    let known = (username, password) == ("john", "hello");
    known.then(|| User(Some(username.to_owned())))
}

#[get_user_roles(auth = Basic)]
async fn basic_roles(user: &User) -> Option<[&'static str; 2]> {
    (user.0.as_deref() == Some("john")).then_some(["foo", "bar"])
}

#[verify_token(auth = Token)]
async fn verify_token(token: &str) -> Option<User> {
    (token == "this-is-the-token!").then_some(User(None))
}

#[verify_token(auth = CustomToken)]
async fn verify_custom_token(token: &str) -> Option<User> {
    (token == "this-is-the-custom-token!").then_some(User(None))
}

#[get_user_roles(auth = [Token, CustomToken])]
async fn token_roles(_: &User) -> &'static str {
    "foo"
}

#[error_handler(auth = Token)]
async fn error_handler() -> (StatusCode, [(HeaderName, &'static str); 1], &'static str) {
    (
        StatusCode::UNAUTHORIZED,
        [(WWW_AUTHENTICATE, "MyToken realm=\"Foo\"")],
        "error",
    )
}

#[login_required]
async fn guarded(user: CurrentUser<User>) -> String {
    format!("access granted:{}", user.0.0.unwrap_or("None".to_owned()))
}

#[login_required(role = "foo")]
async fn with_role() -> &'static str {
    "role access granted"
}

fn app() -> Router {
    Router::new()
        .route("/protected", get(guarded))
        .route("/protected-with-role", get(with_role))
}

crate::tests! {
    app; crate::multi::cases;
    prompt,
    login_valid_basic,
    login_invalid_basic,
    login_valid_token,
    login_invalid_token,
    login_valid_custom_token,
    login_invalid_custom_token,
    login_invalid_scheme,
    malformed_header,
    login_valid_basic_role,
    login_valid_token_role,
    login_valid_custom_token_role,
}
