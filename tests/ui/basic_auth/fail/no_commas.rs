use httpauth::{basic_auth, verify_password};

#[basic_auth(realm = "a" scheme = "b")]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
