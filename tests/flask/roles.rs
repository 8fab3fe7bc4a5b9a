//! `test_roles.py`

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, login_required, verify_password,
};
use httpauth_tests::Call;

#[basic_auth]
struct Auth;

/// Returns true if the credentials are right. The anonymous are let in here, and stopped by the role rules.
fn known(username: &str, password: &str) -> bool {
    matches!(
        (username, password),
        ("john", "hello") | ("susan", "bye") | ("cindy", "byebye") | ("", _)
    )
}

fn roles_of(username: &str) -> Option<&'static [&'static str]> {
    match username {
        "john" => Some(&["normal"]),
        "susan" => Some(&["normal", "special"]),
        _ => None,
    }
}

callbacks! {
    #[verify_password(anonymous)]
    fn verify_password(username: &str, password: &str) -> bool {
        known(username, password)
    }

    #[get_user_roles]
    fn get_user_roles(username: &str) -> Option<&'static [&'static str]> {
        roles_of(username)
    }

    #[error_handler]
    fn error_handler() -> (StatusCode, &'static str) {
        (StatusCode::FORBIDDEN, "error")
    }
}

/// Returns the username of a request that has passed a role rule.
fn name(user: Option<CurrentUser<String>>) -> String {
    user.expect("who has a role has a name").0
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

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

async fn passes(app: &Router, path: &str, (username, password): (&str, &str), body: &str) {
    let call = Call::get(path).basic(username, password);
    call.send(app).await.assert_ok(body);
}

async fn fails(app: &Router, path: &str, (username, password): (&str, &str)) {
    let call = Call::get(path).basic(username, password);
    let answer = call.send(app).await;
    answer.assert_is(StatusCode::FORBIDDEN, &[CHALLENGE], "error");
}

#[tokio::test]
async fn valid_normal_1() {
    let app = &app();
    passes(app, "/normal", ("susan", "bye"), "normal:susan").await;
}

#[tokio::test]
async fn valid_normal_2() {
    let app = &app();
    passes(app, "/normal", ("john", "hello"), "normal:john").await;
}

#[tokio::test]
async fn login_valid_special() {
    let app = &app();
    passes(app, "/special", ("susan", "bye"), "special:susan").await;
}

#[tokio::test]
async fn login_invalid_special_1() {
    let app = &app();
    fails(app, "/special", ("john", "hello")).await;
}

#[tokio::test]
async fn login_invalid_special_2() {
    let app = &app();
    fails(app, "/special", ("cindy", "byebye")).await;
}

#[tokio::test]
async fn login_valid_normal_or_special_1() {
    let app = &app();
    let body = "normal_or_special:susan";
    passes(app, "/normal-or-special", ("susan", "bye"), body).await;
}

#[tokio::test]
async fn login_valid_normal_or_special_2() {
    let app = &app();
    let body = "normal_or_special:john";
    passes(app, "/normal-or-special", ("john", "hello"), body).await;
}

#[tokio::test]
async fn login_valid_normal_and_special_1() {
    let app = &app();
    let body = "normal_and_special:susan";
    passes(app, "/normal-and-special", ("susan", "bye"), body).await;
}

#[tokio::test]
async fn login_valid_normal_and_special_2() {
    let app = &app();
    fails(app, "/normal-and-special", ("john", "hello")).await;
}

#[tokio::test]
async fn login_invalid_password() {
    let app = &app();
    fails(app, "/normal", ("john", "bye")).await;
}

/// Asserts that the anonymous have no roles. This is not in the original.
#[tokio::test]
async fn the_anonymous_have_no_roles() {
    let app = &app();
    for path in [
        "/normal",
        "/special",
        "/normal-or-special",
        "/normal-and-special",
    ] {
        let answer = Call::get(path).send(app).await;
        answer.assert_is(StatusCode::FORBIDDEN, &[CHALLENGE], "error");
    }
}
