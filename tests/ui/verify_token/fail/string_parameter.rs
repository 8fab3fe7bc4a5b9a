use httpauth::{token_auth, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token(_: String) -> bool {
    true
}

fn main() {}
