use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
pub struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[derive(PartialEq)]
enum Role {
    Admin,
}

#[get_user_roles]
fn get_user_roles(_: &str) -> Option<Role> {
    Some(Role::Admin)
}

#[login_required(role = Role::Admin)]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
