use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(name: &str, _: &str) -> String {
    name.to_owned()
}

fn main() {}
