use httpauth::{token_auth, verify_token};

#[token_auth(headers = "X-API-Key", header, scheme = "Token", scheme = "Token")]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
