//! The members judge the field that the object has found, whatever the callbacks before them make of the head.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, basic_auth, login_required, multi_auth, realm, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::{Call, basic};

#[basic_auth]
struct Basic;

#[token_auth]
struct Token;

/// The token is read again after the extractors of its callback.
#[token_auth(scheme = "Late")]
struct Late;

#[multi_auth(Basic, Token, Late)]
struct Auth;

/// An extractor that takes the credentials away, or puts those in their place that the path names.
struct Replaces;

impl<S: Send + Sync> FromRequestParts<S> for Replaces {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let value = match parts.uri.path() {
            "/basic" => HeaderValue::try_from(basic("susan", "hello")),
            "/bearer" => Ok(HeaderValue::from_static("Bearer of-susan")),
            "/late" => Ok(HeaderValue::from_static("Late of-susan")),
            _ => {
                parts.headers.remove(AUTHORIZATION);
                return Ok(Self);
            }
        };
        let value = value.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        parts.headers.insert(AUTHORIZATION, value);
        Ok(Self)
    }
}

#[realm(auth = [Basic, Token, Late])]
fn realm(_: Replaces) -> String {
    "x".to_owned()
}

#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str) -> Option<String> {
    (password == "hello").then(|| username.to_owned())
}

#[verify_token(auth = Token)]
fn verify_token(token: &str) -> Option<String> {
    token.strip_prefix("of-").map(str::to_owned)
}

#[verify_token(auth = Late)]
fn verify_late(token: &str, _: Method) -> Option<String> {
    token.strip_prefix("of-").map(str::to_owned)
}

#[login_required(auth = Auth)]
async fn page(user: CurrentUser<String>) -> String {
    user.0
}

#[tokio::test]
async fn a_member_judges_what_the_object_has_found() {
    let app = Router::new().route("/{other}", get(page));
    for sent in [&basic("john", "hello"), "Bearer of-john", "Late of-john"] {
        for path in ["/basic", "/bearer", "/late", "/nothing"] {
            let answer = Call::get(path).authorization(sent).send(&app).await;
            answer.assert_ok("john");
        }
    }
}

/// Credentials that a callback puts into the head of a request without any are nobody's.
#[tokio::test]
async fn a_member_judges_nothing_if_nothing_was_found() {
    let app = Router::new().route("/{other}", get(page));
    for path in ["/basic", "/bearer", "/late"] {
        let answer = Call::get(path).send(&app).await;
        let challenges = [
            r#"Basic realm="x", charset="UTF-8""#,
            r#"Bearer realm="x""#,
            r#"Late realm="x""#,
        ];
        answer.assert_refused(Reason::Missing, &challenges);
    }
}
