use httpauth::{basic_auth, get_password};

#[basic_auth]
struct Auth;

#[get_password(anonymous, auth = Auth, auth = Auth, crate)]
fn get_password(_: &str) -> Option<String> {
    None
}

fn main() {}
