use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

pub use httpauth::verify_token as route;

#[login_required]
#[route(get, "/")]
async fn any(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required]
#[utoipa::path(get, path = "/")]
async fn documented(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required]
#[cfg_attr(all(), inline, utoipa::path(get, path = "/"))]
async fn conditional(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(any).post(documented).put(conditional));
}
