use httpauth::{
    basic_auth, get_user_roles, login_required, multi_auth, token_auth, verify_password, verify_token,
};

#[basic_auth]
struct Basic;

#[token_auth]
struct Api;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

#[verify_token(auth = Api)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[multi_auth(Basic, Api)]
struct Auth;

#[get_user_roles(auth = Basic)]
fn get_user_roles(user: &str) -> &str {
    user
}

#[login_required(role = "admin")]
async fn admin() {}

fn main() {
    let _: axum::Router = axum::Router::new().route("/", axum::routing::get(admin));
}
