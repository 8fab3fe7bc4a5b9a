#![deny(warnings)]

use axum::Json;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use httpauth::{AuthError, basic_auth, error_handler, verify_password};

macro_rules! objects {
    ($($name:ident)+) => {$(
        #[basic_auth]
        struct $name;
    )+};
}

objects!(Auth Status Error Extracted Full Unit);

#[verify_password(auth = [Auth, Status, Error, Extracted, Full, Unit])]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

#[error_handler]
fn nothing() -> &'static str {
    "denied"
}

#[error_handler(auth = Status)]
async fn status(status: StatusCode) -> (StatusCode, String) {
    (status, status.to_string())
}

#[error_handler(auth = Error)]
fn error(error: AuthError) -> Result<Json<String>, StatusCode> {
    Ok(Json(error.to_string()))
}

#[error_handler(auth = Extracted)]
async fn extracted(_: StatusCode, method: Method, mut headers: HeaderMap) -> impl IntoResponse {
    headers.clear();
    (headers, method.to_string())
}

#[error_handler(auth = Full)]
fn full(error: AuthError) -> Response {
    error.into_response()
}

#[error_handler(auth = Unit)]
fn unit() {}

#[test]
fn compiles() {
    let _ = (Auth, Status, Error, Extracted, Full, Unit);
}
