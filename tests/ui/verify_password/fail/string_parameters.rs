use httpauth::{basic_auth, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: String, _: &String) -> bool {
    true
}

fn main() {}
