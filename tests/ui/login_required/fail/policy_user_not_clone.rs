use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

struct User;

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required]
struct Users;

fn main() {}
