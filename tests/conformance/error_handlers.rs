//! `/error/*`, with what error handlers may return and what is made of it.

use axum::http::StatusCode;
use axum::http::header::{LOCATION, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use axum::{Json, Router};
use httpauth::{
    Policy, basic_auth, error_handler, get_user_roles, guard, login_required, verify_password,
};
use serde_json::{Value, json};

use crate::util::{all, is_john};

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/error/default", index(Default))
        .route("/error/realm", index(Realm))
        .route("/error/plain", index(Plain))
        .route("/error/empty", index(Empty))
        .route("/error/tuple403", index(Tuple403))
        .route("/error/tuple200", index(Tuple200))
        .route("/error/resp200", index(Response200))
        .route("/error/resp403", index(Response403))
        .route("/error/status-arg", index(StatusArgument))
        .route("/error/status-arg-plain", index(StatusArgumentPlain))
        .route("/error/json", index(JsonValue))
        .route("/error/custom-www", index(CustomChallenge))
        .route("/error/custom-www-lower", index(CustomChallengeLower))
        .route("/error/redirect", index(Redirect))
        .route("/error/role-plain", index(Staff))
}

/// Returns the route that answers `index` if the policy `P` lets it.
fn index<P: Policy<()>>(policy: P) -> MethodRouter {
    // Only on the routes. A method that is not routed is a 405, as elsewhere.
    all(crate::index).route_layer(guard(policy))
}

#[verify_password(auth = [
    Default, Realm, Plain, Empty, Tuple403, Tuple200, Response200, Response403, StatusArgument, StatusArgumentPlain,
    JsonValue, CustomChallenge, CustomChallengeLower, Redirect,
])]
fn nobody(_: &str, _: &str) -> bool {
    false
}

#[basic_auth]
struct Default;

#[basic_auth(realm = "Private Area")]
struct Realm;

#[basic_auth]
struct Plain;

#[basic_auth]
struct Role;

#[error_handler(auth = [Plain, Role])]
fn plain() -> &'static str {
    "error"
}

#[basic_auth]
struct Empty;

#[error_handler(auth = Empty)]
fn empty() -> &'static str {
    ""
}

#[basic_auth]
struct Tuple403;

#[error_handler(auth = Tuple403)]
fn tuple_403() -> (StatusCode, &'static str) {
    (StatusCode::FORBIDDEN, "error")
}

#[basic_auth]
struct Tuple200;

#[error_handler(auth = Tuple200)]
fn tuple_200() -> (StatusCode, &'static str) {
    (StatusCode::OK, "error")
}

#[basic_auth]
struct Response200;

#[error_handler(auth = Response200)]
fn response_200() -> Response {
    "error".into_response()
}

#[basic_auth]
struct Response403;

#[error_handler(auth = Response403)]
fn response_403() -> Response {
    (StatusCode::FORBIDDEN, "error").into_response()
}

#[basic_auth]
struct StatusArgument;

#[error_handler(auth = StatusArgument)]
fn status_argument(status: StatusCode) -> (StatusCode, String) {
    (status, status_argument_plain(status))
}

#[basic_auth]
struct StatusArgumentPlain;

#[error_handler(auth = StatusArgumentPlain)]
fn status_argument_plain(status: StatusCode) -> String {
    format!("denied {}", status.as_u16())
}

#[basic_auth]
struct JsonValue;

#[error_handler(auth = JsonValue)]
fn json_value() -> Json<Value> {
    Json(json!({"error": "denied"}))
}

#[basic_auth]
struct CustomChallenge;

#[error_handler(auth = CustomChallenge)]
fn custom_challenge() -> impl IntoResponse {
    let challenge = [(WWW_AUTHENTICATE, r#"Custom realm="X""#)];
    (StatusCode::UNAUTHORIZED, challenge, "error")
}

#[basic_auth]
struct CustomChallengeLower;

#[error_handler(auth = CustomChallengeLower)]
fn custom_challenge_lower() -> impl IntoResponse {
    let challenge = [("www-authenticate", r#"Custom realm="lower""#)];
    (StatusCode::UNAUTHORIZED, challenge, "error")
}

#[basic_auth]
struct Redirect;

#[error_handler(auth = Redirect)]
fn redirect() -> Response {
    (StatusCode::FOUND, [(LOCATION, "/login")]).into_response()
}

#[verify_password(auth = Role)]
fn only_john(username: &str, password: &str) -> bool {
    is_john(username, password)
}

#[get_user_roles(auth = Role)]
fn no_roles(_: &str) -> Option<&'static str> {
    None
}

#[login_required(auth = Role, role = "staff")]
struct Staff;
