use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(name: &str, _: &str) -> Option<&str> {
    Some(name)
}

fn main() {}
