//! The errors for "not now" and "not like this", and their responses.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};

use crate::clock::retry_seconds;

/// The longest password, in bytes, that is hashed or verified. Longer ones would let strangers fill the queue with
/// text.
///
/// # Example
///
/// ```
/// assert_eq!(httpauth::password::MAX_PASSWORD_LEN, 4096);
/// ```
pub const MAX_PASSWORD_LEN: usize = 4096;

/// The error when a password could not be checked now. It was found neither right nor wrong, so this is neither a pass
/// nor a 401.
///
/// As a response it is `503 Service Unavailable` with `Retry-After`, so that `?` in a callback does the right thing.
///
/// # Security
///
/// It does not tell whether the user exists. It depends on the client and on the load, and else only on whether the same
/// password was right before.
///
/// # Example
///
/// ```
/// use axum::response::IntoResponse;
/// use httpauth::password;
///
/// # async fn run() -> Result<(), password::Overloaded> {
/// if let Err(overloaded) = password::verify("hello", None).await {
///     let response = overloaded.into_response();
///     assert_eq!(response.status(), 503);
///     assert!(response.headers().contains_key("retry-after"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overloaded {
    retry_after: Duration,
}

impl Overloaded {
    pub(super) const fn new(retry_after: Duration) -> Self {
        Self { retry_after }
    }

    /// Returns the time that the client is asked to wait, as set by
    /// [`Limits::retry_after`](super::Limits::retry_after).
    ///
    /// # Example
    ///
    /// ```
    /// use std::time::Duration;
    /// use httpauth::password;
    ///
    /// # async fn run() {
    /// if let Err(overloaded) = password::verify("hello", None).await {
    ///     assert_eq!(overloaded.retry_after(), Duration::from_secs(1)); // the default
    /// }
    /// # }
    /// ```
    pub const fn retry_after(&self) -> Duration {
        self.retry_after
    }
}

impl fmt::Display for Overloaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many passwords are being checked, try again later")
    }
}

impl Error for Overloaded {}

impl IntoResponse for Overloaded {
    fn into_response(self) -> Response {
        let seconds = retry_seconds(self.retry_after).get();
        let header = [(RETRY_AFTER, HeaderValue::from(seconds))];
        (
            StatusCode::SERVICE_UNAVAILABLE,
            header,
            "Service Unavailable",
        )
            .into_response()
    }
}

/// The reason why a password could not be hashed.
///
/// As a response, a password that is too long is a 400. All else is a 503, and not the client's fault.
///
/// # Example
///
/// ```
/// use httpauth::password;
///
/// let error = password::hash(&"x".repeat(5000)).unwrap_err();
/// assert!(matches!(error, password::HashError::TooLong));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HashError {
    /// A password longer than [`MAX_PASSWORD_LEN`].
    TooLong,
    /// A refusal of the operating system to give randomness for the salt, or memory to work in.
    Unavailable,
    /// A full queue for a permit. Only [`hash_async`](super::hash_async) has one.
    Overloaded(Overloaded),
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "the password is longer than {MAX_PASSWORD_LEN} bytes"),
            Self::Unavailable => {
                f.write_str("the system gave no randomness or no memory to hash a password")
            }
            Self::Overloaded(overloaded) => overloaded.fmt(f),
        }
    }
}

impl Error for HashError {}

impl IntoResponse for HashError {
    fn into_response(self) -> Response {
        match self {
            Self::TooLong => (StatusCode::BAD_REQUEST, "Password too long").into_response(),
            Self::Unavailable => Overloaded::new(Duration::ZERO).into_response(),
            Self::Overloaded(overloaded) => overloaded.into_response(),
        }
    }
}
