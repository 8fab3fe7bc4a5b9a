use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &String) -> Vec<String> {
    vec![]
}

#[login_required(role = [])]
async fn index() {}

fn main() {}
