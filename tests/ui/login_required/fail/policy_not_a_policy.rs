use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

#[derive(Clone)]
struct User;

#[login_required(policy = Auth)]
async fn of_an_object() {}

#[login_required(policy = User)]
async fn of_a_struct() {}

#[login_required(policy = Unknown)]
async fn of_nothing() {}

#[login_required(policy = User, permission = owns_todo)]
struct Owners;

#[basic_auth]
struct Other;

#[verify_password(auth = Other)]
fn verify_other(_: &str, _: &str) -> Option<User> {
    None
}

#[login_required(auth = Other)]
struct Others;

#[login_required(policy = Others)]
async fn of_another_object() {}

#[permission]
fn owns_todo(_: &User) -> bool {
    true
}

fn main() {}
