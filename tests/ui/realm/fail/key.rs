// An object has one realm, or one for each request.
use axum::{Router, extract::Path, routing::get};
use httpauth::{basic_auth, login_required, realm, token_auth, verify_password, verify_token};

#[basic_auth(realm = "Staff only")]
struct Auth;

#[token_auth(realm = std::env::var("REALM").unwrap_or_default())]
struct Expression;

#[realm(auth = [Auth, Expression])]
fn realm(Path(tenant): Path<String>) -> String {
    tenant
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

#[verify_token(auth = Expression)]
fn verify_token(_: &str) -> bool {
    false
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/{tenant}", get(index));
}
