use httpauth::{digest_auth, get_password};

#[digest_auth(algorithm = "MD5-sess", qop = "none")]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
