use httpauth::{basic_auth, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[permission]
async fn perhaps(_: &User) -> Option<bool> {
    None
}

#[permission]
fn not_a_response(_: &User) -> Result<bool, User> {
    Err(User)
}

#[permission]
fn nothing(_: &User) {}

fn main() {}
