//! A handler, a policy and their auth object, for the tests of other crates.

use axum::extract::OriginalUri;
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};

/// The auth object. It is not called `Auth`, which the compiler would propose to import where a test has none.
#[basic_auth]
#[derive(Debug)]
pub struct Foreign;

#[verify_password(auth = Foreign)]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

/// Admits every user.
#[login_required(auth = Foreign)]
#[derive(Debug)]
pub struct Users;

/// Answers the name of its user.
#[login_required(auth = Foreign)]
pub async fn index(user: CurrentUser<String>, _: OriginalUri) -> String {
    user.0
}

/// Answers the name of a user whom a layer has found.
pub async fn plain(user: CurrentUser<String>) -> String {
    user.0
}
