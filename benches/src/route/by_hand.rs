//! The code that one writes without a library. There is an extractor for Basic, one for Bearer, one for both, and a
//! middleware.

use axum::extract::{FromRequestParts, Request};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router, routing::get};
use base64::{Engine, prelude::BASE64_STANDARD};

use super::{User, body, by_password, by_token, roles};

/// A 401 with its challenge.
type Refusal = (StatusCode, [(HeaderName, &'static str); 1]);

fn refusal(challenge: &'static str) -> Refusal {
    (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, challenge)])
}

/// Returns what follows the scheme in the field.
pub(crate) fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let (word, rest) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    word.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Returns the user of Basic credentials.
pub(crate) fn basic_user(headers: &HeaderMap) -> Result<User, Refusal> {
    let user = || {
        let encoded = credentials(headers, "Basic")?;
        let mut buffer = [0; 256];
        let length = BASE64_STANDARD.decode_slice(encoded, &mut buffer).ok()?;
        let (username, password) = str::from_utf8(buffer.get(..length)?)
            .ok()?
            .split_once(':')?;
        by_password(username, password)
    };
    user().ok_or_else(|| refusal("Basic realm=\"x\", charset=\"UTF-8\""))
}

/// Returns the user of a Bearer token.
fn bearer_user(headers: &HeaderMap) -> Result<User, Refusal> {
    credentials(headers, "Bearer")
        .and_then(by_token)
        .ok_or_else(|| refusal("Bearer realm=\"x\""))
}

struct Basic(User);

impl<S: Send + Sync> FromRequestParts<S> for Basic {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        basic_user(&parts.headers).map(Self)
    }
}

struct Bearer(User);

impl<S: Send + Sync> FromRequestParts<S> for Bearer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        bearer_user(&parts.headers).map(Self)
    }
}

struct Either(User);

impl<S: Send + Sync> FromRequestParts<S> for Either {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        match credentials(&parts.headers, "Bearer") {
            Some(token) => by_token(token)
                .map(Self)
                .ok_or_else(|| refusal("Bearer realm=\"x\"")),
            None => basic_user(&parts.headers).map(Self),
        }
    }
}

/// Returns a route with Basic.
pub(crate) fn basic_route() -> Router {
    async fn handler(Basic(user): Basic) -> String {
        body(user.id)
    }
    Router::new().route("/", get(handler))
}

/// Returns a route with a role on top of Basic.
pub(crate) fn role_route() -> Router {
    async fn handler(Basic(user): Basic) -> Result<String, StatusCode> {
        if roles(&user).contains(&"admin") {
            Ok(body(user.id))
        } else {
            Err(StatusCode::FORBIDDEN)
        }
    }
    Router::new().route("/", get(handler))
}

/// Returns a route with Bearer.
pub(crate) fn bearer_route() -> Router {
    async fn handler(Bearer(user): Bearer) -> String {
        body(user.id)
    }
    Router::new().route("/", get(handler))
}

/// Returns a route with Basic or Bearer.
pub(crate) fn multi_route() -> Router {
    async fn handler(Either(user): Either) -> String {
        body(user.id)
    }
    Router::new().route("/", get(handler))
}

/// Returns a route with Basic by a middleware, which hands the user over in an extension.
pub(crate) fn middleware_route() -> Router {
    async fn guard(mut request: Request, next: Next) -> Response {
        match basic_user(request.headers()) {
            Ok(user) => {
                request.extensions_mut().insert(user);
                next.run(request).await
            }
            Err(refusal) => refusal.into_response(),
        }
    }
    async fn handler(Extension(user): Extension<User>) -> String {
        body(user.id)
    }
    Router::new().route("/", get(handler)).layer(from_fn(guard))
}
