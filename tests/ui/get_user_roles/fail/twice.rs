use httpauth::{basic_auth, get_user_roles, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(user: &String) -> Vec<String> {
    vec![user.clone()]
}

#[get_user_roles]
fn second_get_user_roles(user: &String) -> Vec<String> {
    vec![user.clone()]
}

fn main() {}
