use httpauth::{token_auth, get_password, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
