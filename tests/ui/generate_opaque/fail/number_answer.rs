use httpauth::{digest_auth, generate_opaque, get_password, verify_opaque};

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[generate_opaque]
fn generate_opaque() -> u32 {
    7
}

#[verify_opaque]
fn verify_opaque(_: &str) -> bool {
    false
}

fn main() {}
