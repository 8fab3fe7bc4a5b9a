use std::sync::Arc;

use axum::{Router, routing::get};
use httpauth::digest::MemoryNonces;
use httpauth::{CurrentUser, digest_auth, get_password, get_user_roles, login_required};

#[digest_auth(
    realm = "Staff \"only\"",
    scheme = "XDigest",
    algorithm = ["SHA-256", "sha-256-SESS"],
    qop = "auth",
    ha1,
    nonce_ttl = "90s",
    nonces = Arc<MemoryNonces>,
    state = Arc<MemoryNonces>,
)]
struct Auth;

#[get_password]
async fn get_password(username: &str) -> Result<Option<(String, u32)>, axum::http::StatusCode> {
    Ok(Some((Auth::ha1(username, "hello"), 7)))
}

#[get_user_roles]
fn get_user_roles(_: &u32) -> &'static str {
    "user"
}

#[login_required(role = "user")]
async fn index(user: CurrentUser<u32>) -> String {
    user.to_string()
}

#[test]
fn compiles() {
    let _: Router = Router::new()
        .route("/", get(index))
        .with_state(Arc::new(MemoryNonces::with_capacity(100)));
}
