use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[basic_auth]
struct Other;

#[verify_password(auth = Other)]
fn verify_other(_: &str, _: &str) -> Option<User> {
    None
}

#[httpauth::multi_auth(Auth, Other)]
struct Both;

#[permission]
fn owns_todo(_: &User) -> bool {
    true
}

#[login_required(auth = Both, permission = owns_todo)]
async fn edit() {}

fn main() {}
