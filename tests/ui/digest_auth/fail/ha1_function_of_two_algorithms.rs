use httpauth::{digest_auth, get_password};

#[digest_auth(algorithm = ["SHA-256", "MD5"])]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    Some(Auth::ha1("john", "hello"))
}

fn main() {}
