use httpauth::{digest_auth, get_password, verify_nonce};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[verify_nonce]
fn verify_nonce(_: &str) -> bool {
    true
}

fn main() {}
