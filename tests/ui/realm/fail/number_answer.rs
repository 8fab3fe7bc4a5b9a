use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use httpauth::{basic_auth, login_required, realm, verify_password};

#[basic_auth]
struct Auth;

#[realm]
fn realm(Path(tenant): Path<u32>) -> u32 {
    tenant
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/{tenant}", get(index));
}
