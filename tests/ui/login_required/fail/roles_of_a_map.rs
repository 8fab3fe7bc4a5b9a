use std::collections::HashMap;

use axum::{Router, routing::get};
use httpauth::{basic_auth, get_user_roles, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[get_user_roles]
fn get_user_roles(_: &str) -> HashMap<String, bool> {
    HashMap::new()
}

#[login_required(role = "admin")]
async fn index() {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
