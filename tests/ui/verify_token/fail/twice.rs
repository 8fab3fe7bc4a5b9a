use httpauth::{token_auth, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

#[verify_token]
fn second_verify_token(_: &str) -> bool {
    true
}

fn main() {}
