#![deny(warnings)]

use axum::http::{HeaderMap, StatusCode};
use httpauth::{basic_auth, get_password, hash_password};

#[basic_auth]
struct Auth;

#[basic_auth]
struct Salted;

#[get_password(auth = [Auth, Salted])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password]
fn hash_password(password: &str, _: HeaderMap) -> String {
    password.to_uppercase()
}

#[hash_password(auth = Salted)]
async fn salted(username: &str, password: &str, headers: HeaderMap) -> Result<String, StatusCode> {
    if headers.is_empty() {
        Err(StatusCode::BAD_REQUEST)
    } else {
        Ok(format!("{username}{password}"))
    }
}

#[test]
fn compiles() {
    let _ = (Auth, Salted);
}
