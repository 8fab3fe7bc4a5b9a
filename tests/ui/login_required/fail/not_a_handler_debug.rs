use axum::debug_handler;
use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct Nothing;

#[login_required]
#[debug_handler]
async fn index(_: Nothing) {}

fn main() {}
