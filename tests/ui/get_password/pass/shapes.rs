#![deny(warnings)]

use axum::http::{HeaderMap, StatusCode};
use httpauth::{basic_auth, get_password};

#[basic_auth]
struct Auth;

#[basic_auth]
struct Static;

#[basic_auth]
struct WithUser;

struct User;

#[get_password]
fn get_password(username: &str) -> Option<String> {
    (username == "john").then(|| "hello".to_owned())
}

#[get_password(auth = Static)]
async fn borrowed(_: &str, _: HeaderMap) -> Result<Option<&'static str>, StatusCode> {
    Ok(None)
}

#[get_password(auth = WithUser)]
async fn with_user(_: &str) -> Option<(&'static str, User)> {
    Some(("hello", User))
}

#[test]
fn compiles() {
    let _ = (Auth, Static, WithUser, get_password("john"));
}
