use axum::extract::State;
use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

struct Users;

#[verify_password]
fn verify_password(_: &str, _: &str, _: State<Users>) -> bool {
    true
}

fn main() {}
