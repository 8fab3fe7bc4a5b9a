use axum::http::{HeaderMap, StatusCode};
use httpauth::{digest_auth, generate_opaque, get_password, verify_opaque};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_opaque]
async fn generate_opaque(_: HeaderMap) -> Result<String, StatusCode> {
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

#[verify_opaque]
async fn verify_opaque(_: &str, _: HeaderMap) -> Result<bool, StatusCode> {
    Err(StatusCode::SERVICE_UNAVAILABLE)
}

fn main() {}
