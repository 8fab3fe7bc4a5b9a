// What checks credentials belongs to a member.
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, get_password, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};

#[basic_auth]
struct Basic;

#[token_auth]
struct Api;

#[multi_auth(Basic, Api)]
struct Auth;

#[verify_password(auth = Basic)]
fn of_the_basic_member(_: &str, _: &str) -> Option<String> {
    None
}

#[verify_token(auth = Api)]
fn of_the_token_member(_: &str) -> Option<String> {
    None
}

#[verify_password]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[verify_token]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[get_user_roles]
fn get_user_roles(user: &str) -> &str {
    user
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
