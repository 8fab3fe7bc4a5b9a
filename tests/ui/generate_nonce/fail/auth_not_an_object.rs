use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, generate_nonce, login_required};

struct NoAuth;

#[generate_nonce(auth = NoAuth)]
fn check() -> String {
    String::new()
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
