use httpauth::{token_auth, verify_password, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
