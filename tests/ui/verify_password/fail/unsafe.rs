use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
unsafe fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
