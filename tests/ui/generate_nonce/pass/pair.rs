use axum::http::{HeaderMap, StatusCode};
use httpauth::{digest_auth, generate_nonce, get_password, verify_nonce};

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

fn main() {}
