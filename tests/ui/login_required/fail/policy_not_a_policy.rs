use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[login_required(policy = Auth)]
async fn of_an_object() {}

#[login_required(policy = User)]
async fn of_a_struct() {}

#[login_required(policy = Unknown)]
async fn of_nothing() {}

#[login_required(policy = User, permission = owns_todo)]
struct Owners;

#[permission]
fn owns_todo(_: &User) -> bool {
    true
}

fn main() {}
