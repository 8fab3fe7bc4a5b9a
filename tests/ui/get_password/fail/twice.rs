use httpauth::{basic_auth, get_password};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[get_password]
fn second_get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
