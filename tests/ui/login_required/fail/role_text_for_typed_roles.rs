use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[derive(PartialEq)]
enum Role {
    Admin,
}

#[get_user_roles]
fn get_user_roles(_: &String) -> Role {
    Role::Admin
}

#[login_required(role = "admin")]
async fn index() {}

fn main() {}
