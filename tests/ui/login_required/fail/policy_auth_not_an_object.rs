use axum::Router;
use axum::routing::get;
use httpauth::{guard, login_required};

struct NoAuth;

#[login_required(auth = NoAuth)]
struct Users;

async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index)).layer(guard(Users));
}
