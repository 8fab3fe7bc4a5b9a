use httpauth::{basic_auth, token_auth, verify_password, verify_token};

#[basic_auth]
struct Passwords;

#[token_auth]
struct Tokens;

#[verify_password(auth = [Passwords, Tokens])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token(auth = Tokens)]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
