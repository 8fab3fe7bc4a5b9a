use httpauth::{digest_auth, generate_opaque, get_password};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_opaque]
fn generate_opaque() -> String {
    "x".to_owned()
}

fn main() {}
