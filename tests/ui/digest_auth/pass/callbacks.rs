use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    digest_auth, generate_nonce, generate_opaque, get_password, login_required, verify_nonce,
    verify_opaque,
};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_nonce]
async fn generate_nonce(_: HeaderMap) -> Result<String, StatusCode> {
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

#[verify_nonce]
async fn verify_nonce(_: &str, _: HeaderMap) -> Result<bool, StatusCode> {
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

#[generate_opaque]
async fn generate_opaque(_: HeaderMap) -> Result<String, StatusCode> {
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

#[verify_opaque]
async fn verify_opaque(_: &str, _: HeaderMap) -> Result<bool, StatusCode> {
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

#[login_required]
async fn index() {}

#[test]
fn compiles() {
    let _: Router = Router::new().route("/", get(index));
}
