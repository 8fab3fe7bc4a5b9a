use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, get_user_roles, login_required, token_auth, verify_token};

#[token_auth]
struct Auth {}

#[verify_token]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[get_user_roles]
fn get_user_roles(user: &String) -> String {
    user.clone()
}

#[login_required(role = "admin")]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
