use httpauth::{digest_auth, get_password};

#[digest_auth(ha1)]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
