use httpauth::{basic_auth, verify_password};

#[basic_auth(raelm = "a", realm = "b", realm = "c", scheme, state =, header = "X-API-Key")]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
