use httpauth::{basic_auth, verify_password, verify_token};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_token]
fn verify_token(_: &str) -> bool {
    true
}

fn main() {}
