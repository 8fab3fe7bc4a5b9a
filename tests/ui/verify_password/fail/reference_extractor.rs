use axum::http::HeaderMap;
use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str, _: &HeaderMap) -> bool {
    true
}

fn main() {}
