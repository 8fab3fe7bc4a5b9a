use httpauth::{token_auth, verify_token};

#[token_auth]
struct Auth;

#[verify_token(anonymous, auth = Auth, auth = Auth, crate)]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
