use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[permission]
fn by_value(_: User) -> bool {
    true
}

#[permission]
fn mutable(_: &mut User) -> bool {
    true
}

#[permission]
fn nobody() -> bool {
    true
}

#[login_required(role = [permission(by_value), permission(mutable), permission(nobody)])]
async fn edit() {}

fn main() {}
