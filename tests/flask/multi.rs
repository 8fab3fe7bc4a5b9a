//! `test_multi.py`

use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderName, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, basic_auth, error_handler, get_user_roles, login_required, multi_auth,
    token_auth, verify_password, verify_token,
};
use httpauth_tests::Call;

#[basic_auth]
struct Basic;

#[token_auth(scheme = "MyToken")]
struct Token;

#[token_auth(header = "X-Token")]
struct CustomToken;

#[multi_auth(Basic, Token, CustomToken)]
struct Auth;

/// The user, of one type for all members. Flask-HTTPAuth's token callbacks return `True`, which is not a user.
#[derive(Debug)]
struct User(Option<String>);

callbacks! {
    #[verify_password(auth = Basic)]
    fn verify_password(username: &str, password: &str) -> Option<User> {
        let known = (username, password) == ("john", "hello");
        known.then(|| User(Some(username.to_owned())))
    }

    #[get_user_roles(auth = Basic)]
    fn basic_roles(user: &User) -> Option<[&'static str; 2]> {
        (user.0.as_deref() == Some("john")).then_some(["foo", "bar"])
    }

    #[verify_token(auth = Token)]
    fn verify_token(token: &str) -> Option<User> {
        (token == "this-is-the-token!").then_some(User(None))
    }

    #[verify_token(auth = CustomToken)]
    fn verify_custom_token(token: &str) -> Option<User> {
        (token == "this-is-the-custom-token!").then_some(User(None))
    }

    #[get_user_roles(auth = [Token, CustomToken])]
    fn token_roles(_: &User) -> &'static str {
        "foo"
    }

    #[error_handler(auth = Token)]
    fn error_handler() -> (StatusCode, [(HeaderName, &'static str); 1], &'static str) {
        (
            StatusCode::UNAUTHORIZED,
            [(WWW_AUTHENTICATE, "MyToken realm=\"Foo\"")],
            "error",
        )
    }
}

#[login_required]
async fn guarded(user: CurrentUser<User>) -> String {
    format!("access granted:{}", user.0.0.unwrap_or("None".to_owned()))
}

#[login_required(role = "foo")]
async fn with_role() -> &'static str {
    "role access granted"
}

fn app() -> Router {
    Router::new()
        .route("/protected", get(guarded))
        .route("/protected-with-role", get(with_role))
}

const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;
const TOKEN: &str = r#"MyToken realm="Authentication Required""#;
const CUSTOM: &str = r#"Bearer realm="Authentication Required""#;
const INVALID: &str = r#"Bearer realm="Authentication Required", error="invalid_token""#;

/// The departure is that the answer has every member's challenge. Flask-HTTPAuth sends the first one's alone.
#[tokio::test]
async fn prompt() {
    let app = &app();
    let answer = Call::get("/protected").send(app).await;
    answer.assert_refused(Reason::Missing, &[BASIC, TOKEN, CUSTOM]);
}

#[tokio::test]
async fn login_valid_basic() {
    let app = &app();
    let call = Call::get("/protected").basic("john", "hello");
    call.send(app).await.assert_ok("access granted:john");
}

#[tokio::test]
async fn login_invalid_basic() {
    let app = &app();
    let call = Call::get("/protected").basic("john", "bye");
    call.send(app)
        .await
        .assert_refused(Reason::Invalid, &[BASIC]);
}

#[tokio::test]
async fn login_valid_token() {
    let app = &app();
    let call = Call::get("/protected").authorization("MyToken this-is-the-token!");
    call.send(app).await.assert_ok("access granted:None");
}

#[tokio::test]
async fn login_invalid_token() {
    let app = &app();
    let call = Call::get("/protected").authorization("MyToken this-is-not-the-token!");
    let answer = call.send(app).await;
    answer.assert_is(
        StatusCode::UNAUTHORIZED,
        &["MyToken realm=\"Foo\""],
        "error",
    );
}

#[tokio::test]
async fn login_valid_custom_token() {
    let app = &app();
    let call = Call::get("/protected").header("x-token", "this-is-the-custom-token!");
    call.send(app).await.assert_ok("access granted:None");
}

#[tokio::test]
async fn login_invalid_custom_token() {
    let app = &app();
    let call = Call::get("/protected").header("x-token", "this-is-not-the-token!");
    call.send(app)
        .await
        .assert_refused(Reason::Invalid, &[INVALID]);
}

/// The departure is that the answer has every member's challenge.
#[tokio::test]
async fn login_invalid_scheme() {
    let app = &app();
    let call = Call::get("/protected").authorization("Foo this-is-the-token!");
    let answer = call.send(app).await;
    answer.assert_refused(Reason::OtherScheme, &[BASIC, TOKEN, CUSTOM]);
}

#[tokio::test]
async fn malformed_header() {
    let app = &app();
    let call = Call::get("/protected").authorization("token-without-scheme");
    let answer = call.send(app).await;
    answer.assert_refused(Reason::Missing, &[BASIC, TOKEN, CUSTOM]);
}

#[tokio::test]
async fn login_valid_basic_role() {
    let app = &app();
    let call = Call::get("/protected-with-role").basic("john", "hello");
    call.send(app).await.assert_ok("role access granted");
}

#[tokio::test]
async fn login_valid_token_role() {
    let app = &app();
    let call = Call::get("/protected-with-role").authorization("MyToken this-is-the-token!");
    call.send(app).await.assert_ok("role access granted");
}

#[tokio::test]
async fn login_valid_custom_token_role() {
    let app = &app();
    let call = Call::get("/protected-with-role").header("x-token", "this-is-the-custom-token!");
    call.send(app).await.assert_ok("role access granted");
}
