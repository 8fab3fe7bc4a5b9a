use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, verify_password, login_required};

struct NoAuth;

#[verify_password(auth = NoAuth)]
fn check(_: &str, _: &str) -> Option<String> {
    None
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
