//! The extractors of callbacks. The tests show what they see, and what becomes of one that rejects.

use axum::Router;
use axum::extract::{Extension, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use httpauth::{
    AuthError, CurrentUser, Reason, basic_auth, error_handler, get_password, get_user_roles,
    hash_password, login_required, token_auth, verify_token,
};
use httpauth_tests::{Call, Seen};

/// An extractor that rejects a request whose field `x-reject` is its name.
struct May<const NAME: char>;

impl<S: Send + Sync, const NAME: char> FromRequestParts<S> for May<NAME> {
    type Rejection = (StatusCode, String);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let rejected = parts.headers.get("x-reject").map(HeaderValue::as_bytes);
        if rejected == Some(NAME.to_string().as_bytes()) {
            return Err((StatusCode::IM_A_TEAPOT, format!("rejected by {NAME}")));
        }
        Ok(Self)
    }
}

#[basic_auth(state = Seen)]
struct Auth;

#[get_password]
async fn get_password(
    username: &str,
    State(seen): State<Seen>,
    _: May<'g'>,
) -> Option<(String, &'static str)> {
    seen.record(format!("get {username}"));
    Some(("HELLO".to_owned(), "the user"))
}

#[hash_password]
async fn hash_password(
    username: &str,
    password: &str,
    State(seen): State<Seen>,
    _: May<'h'>,
) -> String {
    seen.record(format!("hash {username} {password}"));
    password.to_uppercase()
}

#[get_user_roles]
async fn get_user_roles(
    user: &&'static str,
    State(seen): State<Seen>,
    _: May<'r'>,
) -> Vec<&'static str> {
    seen.record(format!("roles of {user}"));
    vec!["admin"]
}

#[error_handler]
async fn error_handler(
    error: AuthError,
    State(seen): State<Seen>,
    method: Method,
    uri: Uri,
    _: May<'e'>,
) -> Response {
    seen.record(format!("error {:?} {error} {method} {uri}", error.reason()));
    (error.status(), error.challenges().len().to_string()).into_response()
}

#[login_required(role = "admin")]
async fn index(
    CurrentUser(user): CurrentUser<&'static str>,
    State(seen): State<Seen>,
) -> &'static str {
    seen.record("the handler");
    user
}

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

fn app() -> (Router, Seen) {
    let seen = Seen::default();
    let app = Router::new()
        .route("/", get(index))
        .with_state(seen.clone());
    (app, seen)
}

#[tokio::test]
async fn the_callbacks_in_their_order() {
    let (app, seen) = app();
    let answer = Call::get("/").basic("john", "hello").send(&app).await;
    answer.assert_ok("the user");
    seen.assert(&[
        "hash john hello",
        "get john",
        "roles of the user",
        "the handler",
    ]);
}

#[tokio::test]
async fn the_error_handler_gets_the_error_and_the_request() {
    let (app, seen) = app();
    for (call, reason, recorded) in [
        (
            Call::get("/?a=b"),
            Reason::Missing,
            "error Missing the request has no credentials GET /?a=b",
        ),
        (
            Call::get("/").authorization("Basic !"),
            Reason::Malformed,
            "error Malformed the credentials cannot be read GET /",
        ),
        (
            Call::get("/")
                .authorization("Basic x")
                .authorization("Basic x"),
            Reason::Repeated,
            "error Repeated the credentials are given more than once GET /",
        ),
    ] {
        let answer = call.send(&app).await;
        answer.assert_is(reason.status(), &[CHALLENGE], "1");
        answer.assert_error(reason, &[CHALLENGE]);
        seen.assert(&[recorded]);
    }
    let answer = Call::get("/").basic("john", "bye").send(&app).await;
    answer.assert_is(StatusCode::UNAUTHORIZED, &[CHALLENGE], "1");
    seen.assert(&[
        "hash john bye",
        "get john",
        "error Invalid the credentials are not valid GET /",
    ]);
}

/// The rejection is the answer, and not a 401 or a pass. The callback is not called, nor anything after it.
#[tokio::test]
async fn an_extractor_that_rejects_answers_for_itself() {
    let (app, seen) = app();
    let all = ["hash john hello", "get john", "roles of the user"];
    for (callback, calls) in [("h", 0), ("g", 1), ("r", 2)] {
        let call = Call::get("/")
            .basic("john", "hello")
            .header("x-reject", callback);
        let answer = call.send(&app).await;
        answer.assert_own(StatusCode::IM_A_TEAPOT, &format!("rejected by {callback}"));
        seen.assert(all.get(..calls).unwrap());
    }
}

/// The same holds for an error handler. The challenge is there all the same, and so is the error.
#[tokio::test]
async fn an_error_handlers_extractor_that_rejects_lets_nobody_in() {
    let (app, seen) = app();
    let answer = Call::get("/").header("x-reject", "e").send(&app).await;
    answer.assert_is(StatusCode::IM_A_TEAPOT, &[CHALLENGE], "rejected by e");
    answer.assert_error(Reason::Missing, &[CHALLENGE]);
    seen.assert(&[]);
}

mod thief {
    use super::*;

    /// An extractor that takes the credentials out of the request, before the callback.
    struct Take;

    impl<S: Send + Sync> FromRequestParts<S> for Take {
        type Rejection = StatusCode;

        async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
            parts.headers.remove("authorization");
            Ok(Self)
        }
    }

    #[token_auth]
    struct Auth;

    #[verify_token]
    fn verify_token(_: &str, _: Take) -> bool {
        true
    }

    #[login_required]
    async fn index() {}

    #[tokio::test]
    async fn credentials_that_an_extractor_takes_away_do_not_pass() {
        let app: Router = Router::new().route("/", get(index));
        let answer = Call::get("/").bearer("x").send(&app).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
}

mod any_state {
    use super::*;

    #[token_auth]
    struct Auth;

    /// Takes extractors that do not need the state, since the object has no `state`.
    #[verify_token]
    fn verify_token(
        token: &str,
        Extension(key): Extension<&'static str>,
        headers: HeaderMap,
    ) -> bool {
        token == key && headers.contains_key("authorization")
    }

    #[login_required]
    async fn index(State(number): State<u32>) -> String {
        number.to_string()
    }

    #[tokio::test]
    async fn an_object_without_a_state_works_under_any() {
        let app = Router::new()
            .route("/", get(index))
            .with_state(42)
            .layer(Extension("key"));
        Call::get("/")
            .bearer("key")
            .send(&app)
            .await
            .assert_ok("42");
        let answer = Call::get("/").bearer("other").send(&app).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
}
