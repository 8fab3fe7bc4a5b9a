//! What the scenarios share.

use std::fmt::Write;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::header::EXPECT;
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use http_body_util::BodyExt;
use httpauth::constant_time_eq;
use md5::{Digest, Md5};

/// A route that answers GET, HEAD, POST, PUT and DELETE alike.
pub(crate) fn all<H, T>(handler: H) -> MethodRouter
where
    H: Handler<T, ()>,
    T: 'static,
{
    // HEAD goes where GET goes.
    let methods = MethodFilter::GET
        .or(MethodFilter::POST)
        .or(MethodFilter::PUT)
        .or(MethodFilter::DELETE);
    on(methods, handler)
}

/// Reads the request's body beside the answer, which does not wait for it.
///
/// Nobody wants it, but a server that answers and closes before a client has sent all of its body resets the connection,
/// and some clients then never see the answer.
pub(crate) async fn ignore_body(request: Request, next: Next) -> Response {
    let (parts, mut body) = request.into_parts();
    // A client that waits to be told to go on is better not told.
    if !parts.headers.contains_key(EXPECT) {
        let read = async move { while let Some(Ok(_)) = body.frame().await {} };
        tokio::spawn(tokio::time::timeout(Duration::from_secs(30), read));
    }
    next.run(Request::from_parts(parts, Body::empty())).await
}

/// The bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The MD5 of the text in hexadecimal.
pub(crate) fn md5(text: &str) -> String {
    hex(Md5::digest(text))
}

/// Whether these are john's credentials, or susan's, where they have the same ones throughout.
pub(crate) fn is_john(username: &str, password: &str) -> bool {
    username == "john" && constant_time_eq(password, "hello")
}

/// See [`is_john`].
pub(crate) fn is_susan(username: &str, password: &str) -> bool {
    username == "susan" && constant_time_eq(password, "bye")
}

/// The user of a Bearer token.
pub(crate) fn bearer(token: &str) -> Option<String> {
    let tokens = [
        ("secret-token-1", "john"),
        ("secret-token-2", "susan"),
        ("dG9rZW4tMw==", "base64"),
        ("t0ken+/._~-", "punct"),
    ];
    let known = |(known, _): &&(&str, &str)| constant_time_eq(token, known);
    tokens
        .iter()
        .find(known)
        .map(|(_, user)| (*user).to_owned())
}
