use httpauth::{basic_auth, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[permission]
struct OwnsTodo;

fn main() {}
