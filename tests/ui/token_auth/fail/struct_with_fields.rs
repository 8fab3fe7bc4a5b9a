use axum::Router;
use axum::routing::get;
use httpauth::{CurrentUser, login_required, token_auth, verify_token};

#[token_auth]
struct Auth(Vec<String>);

#[verify_token]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
