use httpauth::{digest_auth, get_password, verify_opaque};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[verify_opaque]
fn verify_opaque(_: &str) -> bool {
    true
}

fn main() {}
