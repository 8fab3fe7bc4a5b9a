use axum::{Router, routing::get};
use httpauth::{get_user_roles, login_required};

#[get_user_roles(auth = httpauth_tests::elsewhere::Foreign)]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

#[login_required(auth = httpauth_tests::elsewhere::Foreign, role = "admin")]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
