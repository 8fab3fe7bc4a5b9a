use httpauth::{token_auth, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token() -> bool {
    true
}

fn main() {}
