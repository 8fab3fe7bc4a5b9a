use axum::{Router, routing::get};
use httpauth::{error_handler, login_required};
use httpauth_tests::elsewhere::Foreign as Auth;

#[error_handler]
fn error_handler() -> &'static str {
    "denied"
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
