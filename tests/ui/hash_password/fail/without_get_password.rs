use httpauth::{basic_auth, hash_password, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[hash_password]
fn hash_password(password: &str) -> String {
    password.to_owned()
}

fn main() {}
