use httpauth::{basic_auth, verify_password};

#[basic_auth(scheme = "My Scheme", realm = "\n", user = "john")]
struct Auth {
    users: Vec<String>,
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

fn main() {}
