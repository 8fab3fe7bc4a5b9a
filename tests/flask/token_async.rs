//! `test_token_async.py`, which has the same cases with async callbacks.

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use axum::response::IntoResponse;
use axum::routing::get;
use httpauth::{CurrentUser, error_handler, login_required, token_auth, verify_token};

#[token_auth(scheme = "MyToken")]
struct Auth;

#[token_auth(scheme = "Token", realm = "foo")]
struct Auth2;

#[token_auth(header = "X-API-Key")]
struct Auth3;

#[verify_token(auth = [Auth, Auth3])]
async fn verify_token(token: &str) -> Option<&'static str> {
    tokio::task::yield_now().await;
    (token == "this-is-the-token!").then_some("user")
}

#[verify_token(auth = Auth2)]
async fn verify_token2(_: &str) -> bool {
    false
}

#[error_handler]
async fn error_handler() -> impl IntoResponse {
    tokio::task::yield_now().await;
    let challenge = [(WWW_AUTHENTICATE, r#"MyToken realm="Foo""#)];
    (StatusCode::UNAUTHORIZED, challenge, "error")
}

#[login_required]
async fn guarded(user: CurrentUser<&'static str>) -> String {
    format!("token_auth:{user}")
}

#[login_required(optional)]
async fn optional(user: Option<CurrentUser<&'static str>>) -> String {
    format!("token_auth:{}", user.map_or("None", |user| user.0))
}

#[login_required(auth = Auth2)]
async fn guarded2() -> &'static str {
    "token_auth2"
}

#[login_required(auth = Auth3)]
async fn guarded3(user: CurrentUser<&'static str>) -> String {
    format!("token_auth3:{user}")
}

fn app() -> Router {
    Router::new()
        .route("/protected", get(guarded))
        .route("/protected-optional", get(optional))
        .route("/protected2", get(guarded2))
        .route("/protected3", get(guarded3))
}

crate::tests!(app; crate::token::cases;
    prompt, ignore_options, login_valid, login_valid_different_case, login_optional, login_invalid_token,
    login_invalid_scheme, login_invalid_header, login_invalid_no_callback, custom_header_valid_token,
    custom_header_invalid_token, custom_header_invalid_header, header_precedence);
