use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use httpauth::{basic_auth, login_required, realm, verify_password};

#[basic_auth(realm = "Staff only")]
struct Auth;

#[realm]
fn realm(Path(tenant): Path<String>) -> String {
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
