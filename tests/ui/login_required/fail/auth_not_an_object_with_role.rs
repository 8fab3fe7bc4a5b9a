use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, login_required};

struct NoAuth;

#[login_required(auth = NoAuth, role = "admin")]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
