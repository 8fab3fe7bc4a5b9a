use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(
    _: &str,
    _: &str,
    _: HeaderMap,
    _: Option<ConnectInfo<SocketAddr>>,
) -> bool {
    true
}

#[login_required]
async fn index(_: CurrentUser<String>) {}

fn main() {
    let _: Router = Router::new().route("/", get(index));
}
