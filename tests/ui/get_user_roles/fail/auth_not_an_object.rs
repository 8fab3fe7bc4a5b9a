use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, get_user_roles, login_required};

struct NoAuth;

#[get_user_roles(auth = NoAuth)]
fn check(_: &String) -> &'static str {
    "admin"
}

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
