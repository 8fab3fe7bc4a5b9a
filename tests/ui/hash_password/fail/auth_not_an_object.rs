use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, hash_password, login_required};

struct NoAuth;

#[hash_password(auth = NoAuth)]
fn check(password: &str) -> String {
    password.to_owned()
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
