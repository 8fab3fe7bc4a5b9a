use httpauth::{digest_auth, get_password};

#[digest_auth(algorithm = [], algoritm = "MD5", ha1 = true, header = "X-Digest")]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
