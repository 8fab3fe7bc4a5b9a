use httpauth::{token_auth, verify_token};

#[token_auth(bare)]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
