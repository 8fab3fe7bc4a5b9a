use axum::routing::post;
use axum::{Json, Router};
use httpauth::{basic_auth, login_required, realm, verify_password};

#[basic_auth]
struct Auth;

#[realm]
fn realm(Json(tenant): Json<String>) -> String {
    tenant
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", post(index));
}
