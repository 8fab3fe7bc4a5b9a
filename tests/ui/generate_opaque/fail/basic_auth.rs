use httpauth::{basic_auth, generate_opaque, get_password, verify_opaque};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_opaque]
fn generate_opaque() -> String {
    "x".to_owned()
}

#[verify_opaque]
fn verify_opaque(_: &str) -> bool {
    true
}

fn main() {}
