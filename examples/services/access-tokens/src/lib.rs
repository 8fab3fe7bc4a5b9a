//! Access tokens that are JSON Web Tokens (RFC 9068), for the examples `mcp-server` and `oauth-resource`.
//!
//! A [`Validator`] has the keys of one authorization server, which it fetches when a token needs them. Begin to read in
//! `validator.rs`, which has the checks. `keys.rs` has the cache.

use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use reqwest::redirect::Policy;

pub use validator::{AccessToken, Trust, Validator};

mod keys;
#[cfg(test)]
mod tests;
mod validator;

/// The longest wait for an answer of the authorization server.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes the client by which the authorization server is asked. It follows no redirect, since it may carry a secret.
///
/// # Errors
///
/// The system's certificates cannot be read.
pub fn http_client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(Policy::none())
        .build()
}

/// The error of a token that nobody can judge now, since the authorization server does not answer.
///
/// It is a 503, and never a 401, after which a client would throw a good token away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the authorization server does not answer")]
pub struct Unavailable;

impl IntoResponse for Unavailable {
    fn into_response(self) -> Response {
        let retry = [(RETRY_AFTER, keys::FLOOR.as_secs().to_string())];
        (StatusCode::SERVICE_UNAVAILABLE, retry, self.to_string()).into_response()
    }
}
