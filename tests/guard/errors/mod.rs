//! Refusals by `AuthError`, from wherever the application makes them. The innermost guard answers each of them once.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, State};
use axum::http::header::{CACHE_CONTROL, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use httpauth::{
    AuthError, CurrentUser, Reason, basic_auth, digest_auth, error_handler, generate_nonce,
    get_password, get_user_roles, guard, login_required, multi_auth, token_auth, verify_nonce,
    verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Seen};

mod members;
mod single;

#[token_auth(state = Seen)]
struct Auth;

/// The object of an outer guard, whose credentials have a field of their own.
#[token_auth(header = "x-key", state = Seen)]
struct Outer;

/// The error of an application, which has the guard's error among its own.
struct AppError(AuthError);

impl From<AuthError> for AppError {
    fn from(error: AuthError) -> Self {
        Self(error)
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        ([("x-app", "error")], self.0).into_response()
    }
}

/// The request's wish to be refused, with the place and the kind of error.
struct Wish {
    place: String,
    kind: String,
}

impl Wish {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name| {
            headers
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        Self {
            place: text("x-place").to_owned(),
            kind: text("x-kind").to_owned(),
        }
    }

    fn at(&self, place: &str) -> Result<(), AuthError> {
        if self.place != place {
            return Ok(());
        }
        Err(match self.kind.as_str() {
            "unauthorized" => AuthError::unauthorized().because("the token expired"),
            "forbidden" => AuthError::forbidden().because("not your todo".to_owned()),
            _ => AuthError::forbidden(),
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Wish {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// An extractor that refuses at the place of this number.
struct Extractor<const PLACE: usize>;

const PLACES: [&str; 2] = ["an extractor of a callback", "an extractor of a handler"];

impl<S: Sync, const PLACE: usize> FromRequestParts<S> for Extractor<PLACE> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        Wish::of(&parts.headers).at(PLACES.get(PLACE).unwrap())?;
        Ok(Self)
    }
}

#[verify_token]
fn verify_token(token: &str, _: Extractor<0>, wish: Wish) -> Result<Option<String>, AppError> {
    wish.at("a callback")?;
    Ok((token == "secret").then(|| "john".to_owned()))
}

#[get_user_roles]
fn get_user_roles(_: &str, wish: Wish) -> Result<&'static str, AppError> {
    wish.at("the callback for roles")?;
    Ok("user")
}

/// Records its call, and shows what it sees of the error and the request.
#[error_handler(auth = [Auth, Outer])]
fn error_handler(error: &AuthError, State(seen): State<Seen>, headers: HeaderMap) -> String {
    seen.record("error_handler");
    let id = headers.get("x-id").unwrap().to_str().unwrap();
    format!("{id}: {:?} {:?}", error.reason(), error.description())
}

#[verify_token(auth = Outer)]
fn verify_key(key: &str) -> bool {
    key == "key"
}

#[login_required(role = "user")]
async fn guarded(
    user: CurrentUser<String>,
    wish: Wish,
    _: Extractor<1>,
) -> Result<String, AppError> {
    wish.at("a handler")?;
    Ok(user.0)
}

/// Takes the whole request, so that nothing of it is left for the error handler.
#[login_required(role = "user")]
async fn greedy(request: axum::extract::Request) -> Result<&'static str, AppError> {
    Wish::of(request.headers()).at("a handler of the whole request")?;
    Ok("in")
}

#[login_required(role = "user")]
struct Users;

async fn open(wish: Wish, _: Extractor<1>) -> Result<&'static str, AuthError> {
    wish.at("a handler")?;
    Ok("in")
}

/// Returns an app with a guarded handler, and one behind a layer, behind none or one other guard.
fn app(is_nested: bool) -> (Router, Seen) {
    let seen = Seen::default();
    let layer = guard(Users).with_state(seen.clone());
    let app = Router::new()
        .route("/open", get(open))
        .layer(layer)
        .route("/guarded", get(guarded))
        .route("/greedy", get(greedy))
        .with_state(seen.clone());
    let outer = guard(Outer).with_state(seen.clone());
    (if is_nested { app.layer(outer) } else { app }, seen)
}

/// Returns the answer to a request with this wish.
async fn send(app: &Router, path: &str, place: &str, kind: &str) -> Answer {
    let call = Call::get(path).bearer("secret").header("x-key", "key");
    let call = call.header("x-place", place).header("x-kind", kind);
    call.header("x-id", "7").send(app).await
}

const BEARER: &str = r#"Bearer realm="Authentication Required""#;

/// Each place at which an application can refuse, with each kind of error, within one guard and within two.
#[tokio::test]
async fn a_refusal_is_answered_once_wherever_it_is_made() {
    let places = [
        ("/guarded", "an extractor of a callback"),
        ("/guarded", "a callback"),
        ("/guarded", "the callback for roles"),
        ("/guarded", "an extractor of a handler"),
        ("/guarded", "a handler"),
        ("/greedy", "a handler of the whole request"),
        ("/open", "an extractor of a callback"),
        ("/open", "a callback"),
        ("/open", "the callback for roles"),
        ("/open", "an extractor of a handler"),
        ("/open", "a handler"),
    ];
    let kinds = [
        (
            "unauthorized",
            Reason::Invalid,
            r#", error="invalid_token", error_description="the token expired""#,
            r#"7: Invalid Some("the token expired")"#,
        ),
        (
            "forbidden",
            Reason::Forbidden,
            r#", error="insufficient_scope", error_description="not your todo""#,
            r#"7: Forbidden Some("not your todo")"#,
        ),
        (
            "forbidden for no reason",
            Reason::Forbidden,
            r#", error="insufficient_scope""#,
            "7: Forbidden None",
        ),
    ];
    for is_nested in [false, true] {
        let (app, seen) = app(is_nested);
        for (path, place) in places {
            for (kind, reason, error, body) in kinds {
                let what = format!("{path}, {place}, {kind}, nested: {is_nested}");
                let answer = send(&app, path, place, kind).await;
                let challenge = format!("{BEARER}{error}");
                assert_eq!(answer.status, reason.status(), "{what}");
                assert_eq!(answer.challenges(), [challenge.as_str()], "{what}");
                assert_eq!(answer.body, body, "{what}");
                assert_eq!(answer.values("cache-control"), ["no-store"], "{what}");
                assert_eq!(
                    answer.error().map(AuthError::reason),
                    Some(reason),
                    "{what}"
                );
                assert_eq!(seen.take(), ["error_handler"], "{what}");
            }
        }
        for path in ["/guarded", "/greedy", "/open"] {
            let answer = send(&app, path, "nowhere", "").await;
            assert_eq!(
                (answer.status, seen.take()),
                (StatusCode::OK, vec![]),
                "{path}"
            );
        }
    }
}
