use axum::Router;
use httpauth::{basic_auth, guard, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required(roles = "admin", role = [])]
struct AdminsOnly;

fn app() -> Router {
    Router::new().layer(guard(AdminsOnly))
}

fn main() {}
