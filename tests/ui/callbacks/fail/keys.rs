use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password(optional, anonymous = true, anonymous, crate)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
