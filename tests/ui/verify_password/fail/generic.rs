use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password<T: Default>(_: &str, _: &str) -> Option<T> {
    None
}

fn main() {}
