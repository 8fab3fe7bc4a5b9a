use httpauth::{basic_auth, get_password};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password() -> Option<String> {
    None
}

fn main() {}
