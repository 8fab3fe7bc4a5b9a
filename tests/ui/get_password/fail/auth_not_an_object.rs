use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, get_password, login_required};

struct NoAuth;

#[get_password(auth = NoAuth)]
fn check(_: &str) -> Option<String> {
    None
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
