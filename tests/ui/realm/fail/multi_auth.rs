use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use httpauth::{basic_auth, login_required, multi_auth, realm, token_auth, verify_password, verify_token};

#[basic_auth]
struct Basic;

#[token_auth]
struct Api;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[verify_token(auth = Api)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[multi_auth(Basic, Api)]
struct Auth;

#[realm]
fn realm(Path(tenant): Path<String>) -> String {
    tenant
}

#[login_required]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/{tenant}", get(index));
}
