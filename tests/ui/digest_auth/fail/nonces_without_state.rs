use httpauth::{digest::MemoryNonces, digest_auth, get_password};

#[digest_auth(nonces = MemoryNonces)]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
