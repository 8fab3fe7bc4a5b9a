//! The departures of httpauth from Flask-HTTPAuth. There is a test for each row of the table in the documentation.
//!
//! Two rows are compile errors, an empty role list and a missing callback; their tests are in `tests/ui`.
#![allow(
    clippy::unwrap_used,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod failing;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use httpauth::{
    AuthError, CurrentUser, Reason, basic_auth, error_handler, get_user_roles, login_required,
    verify_password,
};
use httpauth_tests::{Call, Seen, base64, basic};
use tower_http::cors::CorsLayer;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth(state = Seen)]
struct Auth;

/// Knows john and, in two spellings, garçon. An empty name is let in if the callback is asked.
#[verify_password]
fn verify_password(username: &str, password: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("{username}:{password}"));
    matches!(
        (username, password),
        ("john", "hello") | ("garçon", "áéíóú") | ("", "")
    )
}

#[get_user_roles]
fn get_user_roles(_: &str) -> &'static str {
    "user"
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    user.map_or_else(|| "nobody".to_owned(), |user| user.0)
}

#[login_required(role = "admin", optional)]
async fn optional_admin(user: Option<CurrentUser<String>>) -> String {
    user.map_or_else(|| "nobody".to_owned(), |user| user.0)
}

fn app() -> (Router, Seen) {
    let seen = Seen::default();
    let router = Router::new()
        .route("/", any(index))
        .route("/optional", any(optional))
        .route("/optional/admin", any(optional_admin))
        .with_state(seen.clone());
    (router, seen)
}

/// Flask-HTTPAuth calls `verify_password("", "")` when there are no credentials.
#[tokio::test]
async fn absence_is_absence() {
    let (app, seen) = app();
    let answer = Call::get("/").send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    seen.assert(&[]);
}

mod anonymous {
    use super::*;

    #[basic_auth(state = Seen)]
    struct Auth;

    #[verify_password(anonymous)]
    fn verify_password(username: &str, password: &str, State(seen): State<Seen>) -> bool {
        seen.record(format!("{username}:{password}"));
        username.is_empty()
    }

    #[login_required]
    async fn index(user: Option<CurrentUser<String>>) -> String {
        format!("{user:?}")
    }

    #[tokio::test]
    async fn anonymous_asks_for_the_call() {
        let seen = Seen::default();
        let app = Router::new()
            .route("/", any(index))
            .with_state(seen.clone());
        Call::get("/").send(&app).await.assert_ok("None");
        seen.assert(&[":"]);
    }
}

/// Flask-HTTPAuth's `optional` waives wrong credentials and the role too.
#[tokio::test]
async fn optional_lets_absent_credentials_through_and_nothing_else() {
    let (app, _) = app();
    let ask = async |path, password| Call::get(path).basic("john", password).send(&app).await;
    Call::get("/optional").send(&app).await.assert_ok("nobody");
    Call::get("/optional/admin")
        .send(&app)
        .await
        .assert_ok("nobody");
    ask("/optional", "hello").await.assert_ok("john");
    let answer = ask("/optional", "bye").await;
    answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
    let answer = ask("/optional/admin", "hello").await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
}

/// Flask-HTTPAuth lets `OPTIONS` skip authentication.
#[tokio::test]
async fn options_is_guarded_and_preflight_is_the_cors_layers() {
    let (app, seen) = app();
    let options = || {
        Call::new(Method::OPTIONS, "/")
            .header("origin", "https://example.org")
            .header("access-control-request-method", "GET")
    };
    let answer = options().send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    let answer = options().send(&app.layer(CorsLayer::permissive())).await;
    answer.assert_is(StatusCode::OK, &[], "");
    seen.assert(&[]);
}

/// Flask-HTTPAuth: Basic ignores the scheme word.
#[tokio::test]
async fn the_scheme_is_checked_without_case() {
    let (app, seen) = app();
    let credentials = base64("john:hello");
    for scheme in ["Bearer", "Foo", "Basics"] {
        let call = Call::get("/").authorization(format!("{scheme} {credentials}"));
        call.send(&app)
            .await
            .assert_refused(Reason::OtherScheme, &[CHALLENGE]);
        seen.assert(&[]);
    }
    let call = Call::get("/").authorization(format!("bASIC {credentials}"));
    call.send(&app).await.assert_ok("john");
}

/// Flask-HTTPAuth: lenient base64. The table of what is refused is with case 24.
#[tokio::test]
async fn base64_is_strict() {
    let (app, seen) = app();
    let call = Call::get("/").authorization("Basic am9objpoZWxsbw");
    let answer = call.send(&app).await;
    answer.assert_refused(Reason::Malformed, &[CHALLENGE]);
    seen.assert(&[]);
}

/// The same as Flask-HTTPAuth, but that the challenge asks for UTF-8.
#[tokio::test]
async fn credentials_are_utf_8_and_else_latin_1() {
    let (app, _) = app();
    let text = "garçon:áéíóú";
    let latin_1: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    for bytes in [text.as_bytes(), &latin_1] {
        let call = Call::get("/").authorization(format!("Basic {}", base64(bytes)));
        call.send(&app).await.assert_ok("garçon");
    }
    let answer = Call::get("/").send(&app).await;
    assert!(
        answer
            .challenges()
            .concat()
            .ends_with(r#", charset="UTF-8""#)
    );
}

/// Flask-HTTPAuth joins two `Authorization` fields.
#[tokio::test]
async fn two_authorization_fields_are_400() {
    let (app, seen) = app();
    let john = basic("john", "hello");
    let call = Call::get("/").authorization(&john).authorization(&john);
    let answer = call.send(&app).await;
    answer.assert_is(StatusCode::BAD_REQUEST, &[CHALLENGE], "Bad Request");
    seen.assert(&[]);
}

mod because {
    use super::*;

    #[basic_auth]
    struct Auth;

    #[verify_password]
    fn verify_password(username: &str, _: &str) -> Result<bool, AuthError> {
        match username {
            "locked" => Err(AuthError::unauthorized().because("the account is locked")),
            _ => Ok(false),
        }
    }

    #[error_handler]
    fn error_handler(error: &AuthError) -> String {
        error.description().unwrap_or("no reason given").to_owned()
    }

    #[login_required]
    async fn index() {}

    /// Flask-HTTPAuth's error handler does not learn why a callback refused.
    #[tokio::test]
    async fn the_error_handler_learns_why_a_callback_refused() {
        let app: Router = Router::new().route("/", any(index));
        for (user, body) in [
            ("locked", "the account is locked"),
            ("john", "no reason given"),
        ] {
            let answer = Call::get("/").basic(user, "").send(&app).await;
            answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], body);
        }
    }
}

/// An auth object whose error handler gives `$value`, and what comes of it for a 401 and for a 403.
macro_rules! error_handlers {
    ($($name:ident: $answer:ty = $value:expr => $unauthorized:ident, $forbidden:ident;)+) => {
        $(mod $name {
            use super::*;

            #[basic_auth]
            struct Auth;

            #[verify_password]
            fn verify_password(username: &str, _: &str) -> bool {
                username == "john"
            }

            #[get_user_roles]
            fn get_user_roles(_: &str) -> &'static str {
                "user"
            }

            #[error_handler]
            fn error_handler() -> $answer {
                $value
            }

            #[login_required(role = "admin")]
            async fn index() {}

            #[tokio::test]
            async fn status() {
                let app: Router = Router::new().route("/", any(index));
                let answer = Call::get("/").send(&app).await;
                answer.assert_is(StatusCode::$unauthorized, &[CHALLENGE], "error");
                let answer = Call::get("/").basic("john", "hello").send(&app).await;
                answer.assert_is(StatusCode::$forbidden, &[CHALLENGE], "error");
            }
        })+
    };
}

// Flask-HTTPAuth turns a 403 into a 401 when an error handler gives a body.
error_handlers! {
    a_body_keeps_the_status: &'static str = "error" => UNAUTHORIZED, FORBIDDEN;
    a_body_with_a_header_keeps_the_status: ([(&'static str, &'static str); 1], &'static str)
        = ([("x-reason", "x")], "error") => UNAUTHORIZED, FORBIDDEN;
    something_that_makes_a_response_keeps_the_status: Result<&'static str, StatusCode>
        = Ok("error") => UNAUTHORIZED, FORBIDDEN;
    a_given_status_stands: (StatusCode, &'static str)
        = (StatusCode::NOT_FOUND, "error") => NOT_FOUND, NOT_FOUND;
    a_given_200_stands: (StatusCode, &'static str) = (StatusCode::OK, "error") => OK, OK;
}
// Flask-HTTPAuth sends a full response of 200 from an error handler as 200.
error_handlers! {
    a_response_of_200_keeps_the_status: Response = "error".into_response() => UNAUTHORIZED, FORBIDDEN;
    a_response_of_another_status_stands: Response
        = (StatusCode::NOT_FOUND, "error").into_response() => NOT_FOUND, NOT_FOUND;
    a_given_200_in_a_response_is_not_seen: Response
        = (StatusCode::OK, "error").into_response() => UNAUTHORIZED, FORBIDDEN;
}
