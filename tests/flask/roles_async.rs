//! `test_roles_async.py`, which has the same cases with async callbacks.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, login_required, verify_password,
};

use crate::roles::{known, name, roles_of};

#[basic_auth]
struct Auth;

#[verify_password(anonymous)]
async fn verify_password(username: &str, password: &str) -> bool {
    tokio::task::yield_now().await;
    known(username, password)
}

#[get_user_roles]
async fn get_user_roles(username: &str) -> Option<&'static [&'static str]> {
    tokio::task::yield_now().await;
    roles_of(username)
}

#[error_handler]
async fn error_handler() -> (StatusCode, &'static str) {
    tokio::task::yield_now().await;
    (StatusCode::FORBIDDEN, "error")
}

#[login_required(role = "normal")]
async fn normal(user: Option<CurrentUser<String>>) -> String {
    format!("normal:{}", name(user))
}

#[login_required(role = "special")]
async fn special(user: Option<CurrentUser<String>>) -> String {
    format!("special:{}", name(user))
}

#[login_required(role = ["normal", "special"])]
async fn normal_or_special(user: Option<CurrentUser<String>>) -> String {
    format!("normal_or_special:{}", name(user))
}

#[login_required(role = [["normal", "special"]])]
async fn normal_and_special(user: Option<CurrentUser<String>>) -> String {
    format!("normal_and_special:{}", name(user))
}

fn app() -> Router {
    Router::new()
        .route("/normal", get(normal))
        .route("/special", get(special))
        .route("/normal-or-special", get(normal_or_special))
        .route("/normal-and-special", get(normal_and_special))
}

crate::tests!(app; crate::roles::cases;
    valid_normal_1, valid_normal_2, login_valid_special, login_invalid_special_1, login_invalid_special_2,
    login_valid_normal_or_special_1, login_valid_normal_or_special_2, login_valid_normal_and_special_1,
    login_valid_normal_and_special_2, login_invalid_password, the_anonymous_have_no_roles);
