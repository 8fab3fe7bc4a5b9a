use httpauth::{basic_auth, generate_nonce, get_password, verify_nonce};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_nonce]
fn generate_nonce() -> String {
    "x".to_owned()
}

#[verify_nonce]
fn verify_nonce(_: &str) -> bool {
    true
}

fn main() {}
