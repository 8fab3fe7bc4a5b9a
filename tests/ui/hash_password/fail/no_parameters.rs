use httpauth::{basic_auth, get_password, hash_password};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password]
fn hash_password() -> String {
    String::new()
}

fn main() {}
