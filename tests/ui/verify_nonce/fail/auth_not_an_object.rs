use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, verify_nonce, login_required};

struct NoAuth;

#[verify_nonce(auth = NoAuth)]
fn check(_: &str) -> bool {
    true
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
