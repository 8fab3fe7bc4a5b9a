#![deny(warnings)]

use httpauth::{Authenticator, token_auth, verify_token};

#[token_auth(header = "X-API-Key", realm = "API", scheme = "ApiKey")]
struct Auth;

#[token_auth()]
struct Bearer;

#[token_auth(bare, scheme = "Cargo")]
struct Cargo;

#[verify_token(auth = [Auth, Bearer, Cargo])]
async fn verify_token(token: &str) -> Result<bool, (axum::http::StatusCode, String)> {
    Ok(token == "secret")
}

#[test]
fn compiles() {
    assert_eq!(Bearer::REGISTRY.scheme(), "Bearer");
    assert_eq!(Auth::REGISTRY.scheme(), "ApiKey");
}
