use axum::{Router, routing::get};
use httpauth::{CurrentUser, guard, login_required};

struct NoAuth;

#[login_required(auth = NoAuth)]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = NoAuth, role = "admin")]
async fn admin(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = NoAuth)]
struct Users;

fn main() {
    let _: Router = Router::new().route("/", get(index).post(admin)).layer(guard(Users));
}
