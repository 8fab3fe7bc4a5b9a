use httpauth::{basic_auth, verify_password};

#[basic_auth(realm = "caf\u{e9}\r\n")]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
