//! The credentials of Basic and Bearer for requests.

use axum::http::HeaderValue;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Returns the value of `Authorization` for a user of Basic, in UTF-8 (RFC 7617 section 2).
///
/// # Example
///
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, header::AUTHORIZATION};
/// use httpauth::testing;
///
/// let request = Request::get("/").header(AUTHORIZATION, testing::basic("john", "hello"));
/// # let request = request.body(Body::empty()).unwrap();
/// # assert_eq!(request.headers()[AUTHORIZATION], "Basic am9objpoZWxsbw==");
/// ```
pub fn basic(username: &str, password: &str) -> HeaderValue {
    authorization(
        "Basic",
        &BASE64_STANDARD.encode(format!("{username}:{password}")),
    )
}

/// Returns the value of `Authorization` for a Bearer token (RFC 6750 section 2.1).
///
/// # Panics
///
/// If the token has characters that a field cannot hold.
///
/// # Example
///
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, header::AUTHORIZATION};
/// use httpauth::testing;
///
/// let request = Request::get("/").header(AUTHORIZATION, testing::bearer("secret-token-1"));
/// # let request = request.body(Body::empty()).unwrap();
/// # assert_eq!(request.headers()[AUTHORIZATION], "Bearer secret-token-1");
/// ```
pub fn bearer(token: &str) -> HeaderValue {
    authorization("Bearer", token)
}

#[expect(
    clippy::expect_used,
    reason = "a test whose token cannot be sent has failed"
)]
fn authorization(scheme: &str, credentials: &str) -> HeaderValue {
    let value = HeaderValue::try_from(format!("{scheme} {credentials}"));
    let mut value = value.expect("a field can hold the token");
    value.set_sensitive(true);
    value
}
