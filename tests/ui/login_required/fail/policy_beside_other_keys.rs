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

#[login_required(policy = Owners, optional)]
async fn for_nobody() {}

#[login_required(policy = Owners, role = "admin")]
async fn with_a_role() {}

#[login_required(policy = Owners, permission = owns_todo)]
async fn with_a_permission() {}

#[login_required(policy = Owners, optional)]
struct Others;

#[login_required(policy = [Owners])]
async fn of_a_list() {}

#[permission]
fn owns_todo(_: &User) -> bool {
    true
}

fn main() {}
