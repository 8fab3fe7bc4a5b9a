use axum::{Router, middleware::from_extractor};
use httpauth::{LoginRequired, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required(roles = "admin", role = [])]
struct AdminsOnly;

fn app() -> Router {
    Router::new().layer(from_extractor::<LoginRequired<AdminsOnly>>())
}

fn main() {}
