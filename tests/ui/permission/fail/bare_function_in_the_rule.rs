use httpauth::{basic_auth, login_required, permission, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, _: &str) -> Option<User> {
    (username == "john").then_some(User)
}

struct User;

#[httpauth::get_user_roles]
fn get_user_roles(_: &User) -> Vec<String> {
    vec![]
}

#[permission]
fn owns_todo(_: &User) -> bool {
    true
}

#[login_required(role = ["admin", owns_todo])]
async fn edit() {}

fn main() {}
