//! `test_multi.py`

use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderName, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_user_roles, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};

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

crate::tests! {
    app; crate::multi::cases;
    prompt,
    login_valid_basic,
    login_invalid_basic,
    login_valid_token,
    login_invalid_token,
    login_valid_custom_token,
    login_invalid_custom_token,
    login_invalid_scheme,
    malformed_header,
    login_valid_basic_role,
    login_valid_token_role,
    login_valid_custom_token_role,
}

/// The cases, for sync and for async callbacks.
pub(crate) mod cases {
    use axum::Router;
    use axum::http::StatusCode;
    use httpauth::Reason;
    use httpauth_tests::Call;

    const BASIC: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;
    const TOKEN: &str = r#"MyToken realm="Authentication Required""#;
    const CUSTOM: &str = r#"Bearer realm="Authentication Required""#;
    const INVALID: &str = r#"Bearer realm="Authentication Required", error="invalid_token""#;

    /// The departure is that the answer has every member's challenge. Flask-HTTPAuth sends the first one's alone.
    pub(crate) async fn prompt(app: &Router) {
        let answer = Call::get("/protected").send(app).await;
        answer.assert_refused(Reason::Missing, &[BASIC, TOKEN, CUSTOM]);
    }

    pub(crate) async fn login_valid_basic(app: &Router) {
        let call = Call::get("/protected").basic("john", "hello");
        call.send(app).await.assert_ok("access granted:john");
    }

    pub(crate) async fn login_invalid_basic(app: &Router) {
        let call = Call::get("/protected").basic("john", "bye");
        call.send(app)
            .await
            .assert_refused(Reason::Invalid, &[BASIC]);
    }

    pub(crate) async fn login_valid_token(app: &Router) {
        let call = Call::get("/protected").authorization("MyToken this-is-the-token!");
        call.send(app).await.assert_ok("access granted:None");
    }

    pub(crate) async fn login_invalid_token(app: &Router) {
        let call = Call::get("/protected").authorization("MyToken this-is-not-the-token!");
        let answer = call.send(app).await;
        answer.assert_is(
            StatusCode::UNAUTHORIZED,
            &["MyToken realm=\"Foo\""],
            "error",
        );
    }

    pub(crate) async fn login_valid_custom_token(app: &Router) {
        let call = Call::get("/protected").header("x-token", "this-is-the-custom-token!");
        call.send(app).await.assert_ok("access granted:None");
    }

    pub(crate) async fn login_invalid_custom_token(app: &Router) {
        let call = Call::get("/protected").header("x-token", "this-is-not-the-token!");
        call.send(app)
            .await
            .assert_refused(Reason::Invalid, &[INVALID]);
    }

    /// The departure is that the answer has every member's challenge.
    pub(crate) async fn login_invalid_scheme(app: &Router) {
        let call = Call::get("/protected").authorization("Foo this-is-the-token!");
        let answer = call.send(app).await;
        answer.assert_refused(Reason::OtherScheme, &[BASIC, TOKEN, CUSTOM]);
    }

    pub(crate) async fn malformed_header(app: &Router) {
        let call = Call::get("/protected").authorization("token-without-scheme");
        let answer = call.send(app).await;
        answer.assert_refused(Reason::Missing, &[BASIC, TOKEN, CUSTOM]);
    }

    pub(crate) async fn login_valid_basic_role(app: &Router) {
        let call = Call::get("/protected-with-role").basic("john", "hello");
        call.send(app).await.assert_ok("role access granted");
    }

    pub(crate) async fn login_valid_token_role(app: &Router) {
        let call = Call::get("/protected-with-role").authorization("MyToken this-is-the-token!");
        call.send(app).await.assert_ok("role access granted");
    }

    pub(crate) async fn login_valid_custom_token_role(app: &Router) {
        let call = Call::get("/protected-with-role").header("x-token", "this-is-the-custom-token!");
        call.send(app).await.assert_ok("role access granted");
    }
}
