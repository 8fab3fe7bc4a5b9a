use httpauth::{token_auth, verify_token};

#[token_auth(scheme = "Cargo", header = "X-API-Key", bare)]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
