#![deny(warnings)]

use axum::http::Uri;
use httpauth::{CurrentUser, login_required, token_auth, verify_token};

#[token_auth]
struct Auth;

#[derive(Clone, PartialEq)]
struct User(u64);

#[verify_token]
async fn verify_token(token: &str, uri: Uri) -> Option<User> {
    token
        .parse()
        .ok()
        .filter(|id| uri.path() == format!("/{id}"))
        .map(User)
}

#[login_required]
async fn index(CurrentUser(User(id)): CurrentUser<User>) -> String {
    id.to_string()
}

#[test]
fn compiles() {
    let _app: axum::Router = axum::Router::new().route("/{id}", axum::routing::get(index));
}
