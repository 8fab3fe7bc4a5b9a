//! `test_basic_custom_realm.py`

use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_password, hash_password, login_required,
};
use httpauth_tests::Call;

// The departure is that the challenge says `charset="UTF-8"` too.
const CHALLENGE: &str = r#"Basic realm="My Realm", charset="UTF-8""#;

#[basic_auth(realm = "My Realm")]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("johnhello"),
        "susan" => Some("susanbye"),
        _ => None,
    }
}

#[hash_password]
fn hash_password(username: &str, password: &str) -> String {
    format!("{username}{password}")
}

#[error_handler]
fn error_handler() -> &'static str {
    "custom error"
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    format!("basic_auth_my_realm:{user}")
}

fn app() -> Router {
    Router::new().route("/basic-with-realm", get(guarded))
}

#[tokio::test]
async fn prompt() {
    let answer = Call::get("/basic-with-realm").send(&app()).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], "custom error");
}

#[tokio::test]
async fn login_valid() {
    let call = Call::get("/basic-with-realm").basic("john", "hello");
    call.send(&app())
        .await
        .assert_ok("basic_auth_my_realm:john");
}

#[tokio::test]
async fn login_invalid() {
    let call = Call::get("/basic-with-realm").basic("john", "bye");
    let answer = call.send(&app()).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], "custom error");
}

/// The hash of another user's password is not accepted. This is not in the original.
#[tokio::test]
async fn the_hash_is_of_this_user() {
    let call = Call::get("/basic-with-realm").basic("susan", "hello");
    let answer = call.send(&app()).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], "custom error");
}
