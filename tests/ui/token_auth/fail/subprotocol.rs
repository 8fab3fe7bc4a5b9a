use httpauth::{token_auth, verify_token};

#[token_auth(subprotocol = "")]
struct Empty;

#[token_auth(subprotocol = "bearer ")]
struct NotAToken;

#[token_auth(subprotocol = bearer)]
struct NotText;

#[token_auth(scheme = "ApiKey", header = "X-API-Key", subprotocol = "key.")]
struct WithHeader;

#[verify_token(auth = [Empty, NotAToken, NotText, WithHeader])]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
