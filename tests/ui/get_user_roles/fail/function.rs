// A role rule says nothing more about a callback that is wrong.
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct ByValue;

#[basic_auth]
struct Nothing;

#[verify_password(auth = [ByValue, Nothing])]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles(auth = ByValue)]
fn user_by_value(user: String) -> Vec<String> {
    vec![user]
}

#[get_user_roles(auth = Nothing)]
fn no_roles(_: &String) {}

#[login_required(auth = ByValue, role = "admin")]
async fn index() {}

fn main() {}
