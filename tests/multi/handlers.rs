//! The error handlers of several schemes. The deciding member's own handler answers. If no member decides, it is the
//! multi object's, or else its first member's.

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    AuthError, basic_auth, error_handler, login_required, multi_auth, token_auth, verify_password,
    verify_token,
};
use httpauth_tests::Call;

#[basic_auth]
struct Basic;

#[token_auth]
struct Token;

/// With an error handler of its own.
#[multi_auth(Basic, Token)]
struct Own;

/// Without one.
#[multi_auth(Token, Basic)]
struct Plain;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<()> {
    None
}

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> bool {
    false
}

#[error_handler(auth = Basic)]
fn of_basic(status: StatusCode) -> String {
    format!("basic {status}")
}

#[error_handler(auth = Token)]
async fn of_token(error: AuthError) -> String {
    format!("token {error}")
}

#[error_handler(auth = Own)]
fn of_own(error: &AuthError) -> String {
    format!("own {}", error.challenges().len())
}

#[login_required(auth = Own)]
async fn own() {}

#[login_required(auth = Plain)]
async fn plain() {}

#[tokio::test]
async fn who_decides_answers() {
    let app = Router::new()
        .route("/own", get(own))
        .route("/plain", get(plain));
    for (call, challenges, body) in [
        (Call::get("/own"), 2, "own 2"),
        (Call::get("/own").authorization("Other x"), 2, "own 2"),
        (
            Call::get("/own").basic("a", "b"),
            1,
            "basic 401 Unauthorized",
        ),
        (
            Call::get("/own").bearer("x"),
            1,
            "token the credentials are not valid",
        ),
        (
            Call::get("/plain"),
            2,
            "token the request has no credentials",
        ),
        (
            Call::get("/plain").authorization("Other x"),
            2,
            "token the credentials are of another scheme",
        ),
        (
            Call::get("/plain").basic("a", "b"),
            1,
            "basic 401 Unauthorized",
        ),
    ] {
        let answer = call.send(&app).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (401, body));
        assert_eq!(answer.challenges().len(), challenges, "{body}");
    }
}
