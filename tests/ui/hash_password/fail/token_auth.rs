use httpauth::{token_auth, hash_password, verify_token};

#[token_auth]
struct Auth;

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

#[hash_password]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

fn main() {}
