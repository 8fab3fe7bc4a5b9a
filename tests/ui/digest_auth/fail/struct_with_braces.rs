use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, digest_auth, login_required, get_password};

#[digest_auth]
struct Auth {}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
