use axum::{Router, routing::get};
use httpauth::{error_handler, get_user_roles, login_required};
use httpauth_tests::elsewhere::Foreign as Auth;

#[error_handler]
fn error_handler() -> &'static str {
    "denied"
}

#[get_user_roles(auth = httpauth_tests::elsewhere::Foreign)]
fn get_user_roles(_: &str) -> Vec<String> {
    vec![]
}

#[login_required]
async fn index() {}

#[login_required(role = "admin")]
async fn admin() {}

fn main() {
    let _: Router = Router::new().route("/", get(index).post(admin));
}
