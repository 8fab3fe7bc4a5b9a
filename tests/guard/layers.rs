//! Refusals as outer layers see them, and as error handlers may change them.

use axum::Router;
use axum::extract::Request;
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use httpauth::{
    AuthError, Reason, basic_auth, error_handler, get_user_roles, login_required, verify_password,
};
use httpauth_tests::Call;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}

#[get_user_roles]
fn get_user_roles(_: &str) -> Option<&str> {
    None
}

#[login_required]
async fn index() -> &'static str {
    "in"
}

#[login_required(role = "admin")]
async fn admin() -> &'static str {
    "in"
}

/// Logs refusals, as a layer of the program does. Here it writes them into a field of the response.
async fn log(mut request: Request, next: Next) -> Response {
    AuthError::ask_for(request.extensions_mut());
    let mut response = next.run(request).await;
    let refused = response
        .extensions()
        .get::<AuthError>()
        .map(ToString::to_string);
    if let Some(text) = refused {
        let value = HeaderValue::try_from(text).unwrap();
        response.headers_mut().insert("x-log", value);
    }
    response
}

#[tokio::test]
async fn an_outer_layer_sees_why_a_request_was_refused() {
    let app = Router::new()
        .route("/", get(index))
        .route("/admin", get(admin))
        .layer(from_fn(log));
    let john = || Call::get("/").basic("john", "hello");
    for (call, log) in [
        (Call::get("/"), vec!["the request has no credentials"]),
        (
            Call::get("/").authorization("Basic !"),
            vec!["the credentials cannot be read"],
        ),
        (
            Call::get("/").basic("john", "bye"),
            vec!["the credentials are not valid"],
        ),
        (
            john().basic("john", "hello"),
            vec!["the credentials are given more than once"],
        ),
        (
            Call::get("/admin").basic("john", "hello"),
            vec!["the user lacks a role or a permission"],
        ),
        (john(), vec![]),
    ] {
        assert_eq!(call.send_as_it_is(&app).await.values("x-log"), log);
    }
}

#[tokio::test]
async fn without_a_layer_that_asks_there_is_no_error() {
    let app: Router = Router::new().route("/", get(index));
    let answer = Call::get("/").send_as_it_is(&app).await;
    answer.assert_is(
        StatusCode::UNAUTHORIZED,
        &[CHALLENGE],
        "Unauthorized Access",
    );
    assert!(answer.extensions.is_empty());
    let asked = Call::get("/").send(&app).await;
    asked.assert_refused(Reason::Missing, &[CHALLENGE]);
}

mod own_challenge {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        false
    }

    #[error_handler]
    fn error_handler(status: StatusCode) -> impl IntoResponse {
        let mut headers = HeaderMap::new();
        headers.append(
            WWW_AUTHENTICATE,
            HeaderValue::from_static("One realm=\"1\""),
        );
        headers.append(
            WWW_AUTHENTICATE,
            HeaderValue::from_static("Two realm=\"2\""),
        );
        (status, headers, "own")
    }

    #[login_required]
    async fn index() {}

    #[tokio::test]
    async fn an_error_handlers_own_challenges_stand_alone() {
        let app: Router = Router::new().route("/", get(index));
        let own = ["One realm=\"1\"", "Two realm=\"2\""];
        let answer = Call::get("/").send(&app).await;
        answer.assert_is(StatusCode::UNAUTHORIZED, &own, "own");
        answer.assert_error(Reason::Missing, &[CHALLENGE]);
    }
}

/// As a response by itself the error is the default answer.
#[test]
fn an_error_is_a_response() {
    fn assert_response<T: IntoResponse + std::error::Error + Clone + Send + Sync + 'static>() {}
    assert_response::<AuthError>();
}

mod rebuilding {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(_: &str, _: &str) -> bool {
        false
    }

    #[error_handler]
    fn error_handler(error: AuthError) -> Response {
        let mut response = error.into_response();
        response
            .headers_mut()
            .insert("x-extra", HeaderValue::from_static("1"));
        response
    }

    #[login_required]
    async fn index() {}

    /// The default answer with something added to it has the challenge once.
    #[tokio::test]
    async fn an_error_handler_may_decorate_the_default_answer() {
        let app: Router = Router::new().route("/", get(index));
        let answer = Call::get("/").send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        assert_eq!(answer.values("x-extra"), ["1"]);
    }
}
