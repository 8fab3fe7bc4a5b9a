use axum::http::Method;
use httpauth::routing::{Router, get};
use httpauth::{CurrentUser, basic_auth, login_required, public, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[public(reasons = "none")]
async fn index(_: Method, _: String) {}

#[login_required(roles = "admin")]
async fn admin(_: CurrentUser<String>, _: Method) {}

fn app() -> Router {
    Router::new().route("/", get(index)).route("/admin", get(admin))
}

fn main() {}
