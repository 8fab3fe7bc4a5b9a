use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required]
async fn index(user: CurrentUser<String>, _: String, _: axum::http::Method) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
