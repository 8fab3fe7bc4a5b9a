use axum::body::Bytes;
use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str, _: Bytes) -> bool {
    true
}

fn main() {}
