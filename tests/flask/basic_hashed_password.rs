//! `test_basic_hashed_password.py`

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, basic_auth, get_password, hash_password, login_required};
use httpauth_tests::Call;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

/// Stands in for MD5: which function it is does not matter here, and neither is one to store passwords with.
fn hash(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<String> {
    match username {
        "john" => Some(hash("hello")),
        "susan" => Some(hash("bye")),
        _ => None,
    }
}

#[hash_password]
fn hash_password(password: &str) -> String {
    hash(password)
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    format!("basic_custom_auth:{user}")
}

fn app() -> Router {
    Router::new().route("/basic-custom", get(guarded))
}

#[tokio::test]
async fn login_valid_with_hash1() {
    let call = Call::get("/basic-custom").basic("john", "hello");
    call.send(&app()).await.assert_ok("basic_custom_auth:john");
}

#[tokio::test]
async fn custom_auth_login_valid() {
    let call = Call::get("/basic-custom").basic("susan", "bye");
    call.send(&app()).await.assert_ok("basic_custom_auth:susan");
}

#[tokio::test]
async fn custom_auth_login_invalid() {
    let call = Call::get("/basic-custom").basic("john", "bye");
    let answer = call.send(&app()).await;
    answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
}

/// The stored hash is not accepted as the password. This is not in the original.
#[tokio::test]
async fn the_hash_is_no_password() {
    let call = Call::get("/basic-custom").basic("john", &hash("hello"));
    let answer = call.send(&app()).await;
    answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
}
