use httpauth::{basic_auth, verify_password};

#[basic_auth(realm = 5)]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
