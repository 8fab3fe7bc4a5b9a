use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, basic_auth, get_password, login_required, multi_auth, token_auth, verify_password, verify_token};

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

#[get_password]
fn check(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
