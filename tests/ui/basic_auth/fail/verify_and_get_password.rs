use httpauth::{basic_auth, get_password, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
