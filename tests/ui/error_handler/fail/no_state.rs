use axum::extract::State;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{basic_auth, error_handler, login_required, verify_password};

#[derive(Clone)]
struct Users;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[error_handler]
fn error_handler(_: StatusCode, _: State<Users>) -> &'static str {
    "denied"
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index)).with_state(Users);
}
