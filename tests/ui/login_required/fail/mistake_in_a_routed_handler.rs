use axum::http::Method;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

struct User;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required(roles = "admin")]
async fn index(_: CurrentUser<User>, _: Method) {}

fn app() -> Router {
    Router::new().route("/", get(index))
}

fn main() {}
