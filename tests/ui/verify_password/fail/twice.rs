use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[verify_password]
fn second_verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
