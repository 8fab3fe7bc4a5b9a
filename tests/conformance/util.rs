//! The code that the scenarios share.

use std::fmt::Write;

use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use httpauth::constant_time_eq;
use md5::{Digest, Md5};

/// Returns a route that answers GET, HEAD, POST, PUT and DELETE alike.
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

/// Returns the bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Returns the MD5 of the text in hexadecimal.
pub(crate) fn md5(text: &str) -> String {
    hex(Md5::digest(text))
}

/// Returns true for john's credentials, in the scenarios where he has the same ones throughout.
pub(crate) fn is_john(username: &str, password: &str) -> bool {
    username == "john" && constant_time_eq(password, "hello")
}

/// See [`is_john`].
pub(crate) fn is_susan(username: &str, password: &str) -> bool {
    username == "susan" && constant_time_eq(password, "bye")
}

/// Returns the user of a Bearer token.
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
