//! `test_basic_get_password.py`

use axum::http::{Method, StatusCode};
use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, basic_auth, get_password, login_required};
use httpauth_tests::Call;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<String> {
    match username {
        "john" => Some("hello".to_owned()),
        "susan" => Some("bye".to_owned()),
        _ => None,
    }
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    format!("basic_auth:{user}")
}

fn app() -> Router {
    Router::new()
        .route("/", get(async || "index"))
        .route("/basic", get(guarded))
}

#[tokio::test]
async fn no_auth() {
    Call::get("/").send(&app()).await.assert_ok("index");
}

#[tokio::test]
async fn prompt() {
    let answer = Call::get("/basic").send(&app()).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
}

/// The departure is that `OPTIONS` is not exempt. Here no handler takes it, so that it is axum's 405, as of any other
/// route.
#[tokio::test]
async fn ignore_options() {
    let call = Call::new(Method::OPTIONS, "/basic");
    let answer = call.send(&app()).await;
    answer.assert_is(StatusCode::METHOD_NOT_ALLOWED, &[], "");
    assert_eq!(answer.values("allow"), ["GET,HEAD"]);
}

#[tokio::test]
async fn login_valid() {
    let call = Call::get("/basic").basic("john", "hello");
    call.send(&app()).await.assert_ok("basic_auth:john");
}

#[tokio::test]
async fn login_invalid() {
    let call = Call::get("/basic").basic("john", "bye");
    let answer = call.send(&app()).await;
    answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
}
