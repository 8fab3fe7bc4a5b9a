use axum::http::HeaderMap;
use axum::{Router, body::Bytes, routing::get};
use httpauth::{CurrentUser, basic_auth, get_password, hash_password, login_required};

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password]
fn hash_password(_: &str, _: HeaderMap, _: Bytes) -> String {
    String::new()
}

#[login_required]
async fn index(_: CurrentUser<String>) {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
