use httpauth::{digest_auth, generate_nonce, get_password, verify_nonce};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_nonce]
fn generate_nonce() -> String {
    "text".to_owned()
}

#[verify_nonce]
fn verify_nonce(_: &str) -> String {
    "yes".to_owned()
}

fn main() {}
