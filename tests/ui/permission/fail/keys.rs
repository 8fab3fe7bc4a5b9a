use httpauth::{basic_auth, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[permission(anonymous)]
fn one(_: &User) -> bool {
    true
}

#[permission(auth = [])]
fn two(_: &User) -> bool {
    true
}

fn main() {}
