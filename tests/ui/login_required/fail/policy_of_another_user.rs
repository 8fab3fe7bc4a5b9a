use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

#[derive(Clone)]
struct User;

#[login_required(permission = owns_todo)]
struct Owners;

#[login_required(policy = Owners)]
async fn edit(user: httpauth::CurrentUser<String>) -> String {
    user.0
}

#[login_required(policy = Owners)]
async fn list(_: Option<httpauth::CurrentUser<User>>) {}

#[permission]
fn owns_todo(_: &User) -> bool {
    true
}

fn main() {}
