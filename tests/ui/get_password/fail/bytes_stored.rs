use httpauth::{basic_auth, get_password};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<Vec<u8>> {
    None
}

fn main() {}
