use httpauth::{digest_auth, get_password};

#[digest_auth(nonces = String, state = String)]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
