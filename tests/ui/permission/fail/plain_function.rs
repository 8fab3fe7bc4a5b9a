use httpauth::{basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

fn owns_todo(_: &User) -> bool {
    true
}

#[login_required(permission = owns_todo)]
async fn edit() {}

fn main() {}
