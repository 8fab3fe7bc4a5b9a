use axum::{Router, routing::get};
use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

struct Nothing;

#[login_required]
async fn index(_: Nothing) {}

fn app() -> Router {
    Router::new().route("/", get(index))
}

fn main() {}
