use httpauth::{digest_auth, verify_password};

#[digest_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    false
}

fn main() {}
