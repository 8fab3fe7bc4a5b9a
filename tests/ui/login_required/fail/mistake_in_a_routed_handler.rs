use axum::http::Method;
use axum::{Router, middleware::from_extractor, routing::get};
use httpauth::{CurrentUser, LoginRequired, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

struct User;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required(roles = "admin")]
async fn index(_: CurrentUser<User>, _: Method) {}

#[login_required(roles = "admin")]
struct AdminsOnly;

fn app() -> Router {
    let guard = from_extractor::<LoginRequired<AdminsOnly>>();
    Router::new().route("/", get(index)).layer(guard)
}

fn main() {}
