use axum::{Router, routing::get};
use httpauth::{basic_auth, login_required, verify_password};

struct Users;

#[basic_auth(state = Users)]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
async fn index() {}

fn app() -> Router {
    Router::new().route("/", get(index))
}

fn main() {}
