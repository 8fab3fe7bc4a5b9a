use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

#[login_required(role = "admin,moderator")]
async fn index1() {}

#[login_required(role = " admin")]
async fn index2() {}

#[login_required(role = ["admin "])]
async fn index3() {}

fn main() {
    let _: Router = Router::new()
        .route("/index1", get(index1))
        .route("/index2", get(index2))
        .route("/index3", get(index3));
}
