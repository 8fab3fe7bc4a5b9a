use axum::{Router, routing::get};
use httpauth::{basic_auth, guard, login_required, verify_password};

#[basic_auth]
struct Auth;

struct User;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required]
struct Users;

#[login_required(extensions)]
async fn in_extensions() {}

async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index)).layer(guard(Auth));
    let _: Router = Router::new().route("/", get(index)).layer(guard(Users));
}
