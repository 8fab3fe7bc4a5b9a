//! `test_token.py`

use axum::Router;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use httpauth::{CurrentUser, Reason, error_handler, login_required, token_auth, verify_token};
use httpauth_tests::{Answer, Call};

#[token_auth(scheme = "MyToken")]
struct Auth;

#[token_auth(scheme = "Token", realm = "foo")]
struct Auth2;

#[token_auth(header = "X-API-Key")]
struct Auth3;

callbacks! {
    #[verify_token(auth = [Auth, Auth3])]
    fn verify_token(token: &str) -> Option<&'static str> {
        (token == "this-is-the-token!").then_some("user")
    }

    /// Knows no token. The departure is that Flask's second object has no callback, which does not compile here.
    #[verify_token(auth = Auth2)]
    fn verify_token2(_: &str) -> bool {
        false
    }

    #[error_handler]
    fn error_handler() -> impl IntoResponse {
        let challenge = [(WWW_AUTHENTICATE, r#"MyToken realm="Foo""#)];
        (StatusCode::UNAUTHORIZED, challenge, "error")
    }
}

#[login_required]
async fn guarded(user: CurrentUser<&'static str>) -> String {
    format!("token_auth:{user}")
}

#[login_required(optional)]
async fn optional(user: Option<CurrentUser<&'static str>>) -> String {
    format!("token_auth:{}", user.map_or("None", |user| user.0))
}

#[login_required(auth = Auth2)]
async fn guarded2() -> &'static str {
    "token_auth2"
}

#[login_required(auth = Auth3)]
async fn guarded3(user: CurrentUser<&'static str>) -> String {
    format!("token_auth3:{user}")
}

fn app() -> Router {
    Router::new()
        .route("/protected", get(guarded))
        .route("/protected-optional", get(optional))
        .route("/protected2", get(guarded2))
        .route("/protected3", get(guarded3))
}

fn assert_is_refused(answer: &Answer) {
    answer.assert_is(
        StatusCode::UNAUTHORIZED,
        &[r#"MyToken realm="Foo""#],
        "error",
    );
}

async fn with(app: &Router, path: &str, authorization: &str) -> Answer {
    Call::get(path).authorization(authorization).send(app).await
}

#[tokio::test]
async fn prompt() {
    let app = &app();
    assert_is_refused(&Call::get("/protected").send(app).await);
}

/// The departure is that `OPTIONS` is not exempt. Here it is axum's 405.
#[tokio::test]
async fn ignore_options() {
    let app = &app();
    let answer = Call::new(Method::OPTIONS, "/protected").send(app).await;
    answer.assert_is(StatusCode::METHOD_NOT_ALLOWED, &[], "");
}

#[tokio::test]
async fn login_valid() {
    let app = &app();
    let answer = with(app, "/protected", "MyToken this-is-the-token!").await;
    answer.assert_ok("token_auth:user");
}

#[tokio::test]
async fn login_valid_different_case() {
    let app = &app();
    let answer = with(app, "/protected", "mytoken this-is-the-token!").await;
    answer.assert_ok("token_auth:user");
}

#[tokio::test]
async fn login_optional() {
    let app = &app();
    let answer = Call::get("/protected-optional").send(app).await;
    answer.assert_ok("token_auth:None");
}

#[tokio::test]
async fn login_invalid_token() {
    let app = &app();
    assert_is_refused(&with(app, "/protected", "MyToken this-is-not-the-token!").await);
}

#[tokio::test]
async fn login_invalid_scheme() {
    let app = &app();
    assert_is_refused(&with(app, "/protected", "Foo this-is-the-token!").await);
}

#[tokio::test]
async fn login_invalid_header() {
    let app = &app();
    assert_is_refused(&with(app, "/protected", "this-is-a-bad-header").await);
}

#[tokio::test]
async fn login_invalid_no_callback() {
    let app = &app();
    let answer = with(app, "/protected2", "Token this-is-the-token!").await;
    answer.assert_refused(Reason::Invalid, &[r#"Token realm="foo""#]);
}

#[tokio::test]
async fn custom_header_valid_token() {
    let app = &app();
    let call = Call::get("/protected3").header("X-API-Key", "this-is-the-token!");
    call.send(app).await.assert_ok("token_auth3:user");
}

/// The departure is that the challenge says what is wrong with the token (RFC 6750 section 3.1).
#[tokio::test]
async fn custom_header_invalid_token() {
    let app = &app();
    let call = Call::get("/protected3").header("X-API-Key", "invalid-token-should-fail");
    let challenge = r#"Bearer realm="Authentication Required", error="invalid_token""#;
    let answer = call.send(app).await;
    answer.assert_refused(Reason::Invalid, &[challenge]);
}

#[tokio::test]
async fn custom_header_invalid_header() {
    let app = &app();
    let call = Call::get("/protected3").header("API-Key", "this-is-the-token!");
    let answer = call.send(app).await;
    answer.assert_refused(
        Reason::Missing,
        &[r#"Bearer realm="Authentication Required""#],
    );
}

#[tokio::test]
async fn header_precedence() {
    let app = &app();
    let call = Call::get("/protected3").basic("susan", "bye");
    let call = call.header("X-API-Key", "this-is-the-token!");
    call.send(app).await.assert_ok("token_auth3:user");
}
