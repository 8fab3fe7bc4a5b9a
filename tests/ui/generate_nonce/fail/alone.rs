use httpauth::{digest_auth, generate_nonce, get_password};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_nonce]
fn generate_nonce() -> String {
    "x".to_owned()
}

fn main() {}
