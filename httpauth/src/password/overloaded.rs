//! The answers for "not now" and "not like this", as errors and as responses.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};

/// The password could not be checked now: neither right nor wrong, so neither a pass nor a 401.
///
/// As a response it is `503 Service Unavailable` with `Retry-After`, so that `?` in a callback does the right thing.
///
/// # Security
///
/// It is given before anything about the user is looked at, so it tells nothing about whether the user exists.
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

    /// How long the client is asked to wait, as set by [`Limits::retry_after`](super::Limits::retry_after).
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
        f.write_str("too many passwords are being checked; try again later")
    }
}

impl Error for Overloaded {}

impl IntoResponse for Overloaded {
    fn into_response(self) -> Response {
        // Whole seconds, rounded up: a client that comes back too early only adds to the queue.
        let seconds = self.retry_after.as_millis().div_ceil(1000).max(1);
        let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
        let header = [(RETRY_AFTER, HeaderValue::from(seconds))];
        (
            StatusCode::SERVICE_UNAVAILABLE,
            header,
            "Service unavailable",
        )
            .into_response()
    }
}

/// Why a password could not be hashed.
///
/// As a response, a password that is too long is 400; all else is 503 and not the client's fault.
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
    /// The password is longer than [`MAX_PASSWORD_LEN`](super::MAX_PASSWORD_LEN).
    TooLong,
    /// The operating system gave no randomness for the salt, or no memory to work in.
    Unavailable,
    /// The queue for a permit is full; only [`hash_async`](super::hash_async) has one.
    Overloaded(Overloaded),
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(
                f,
                "the password is longer than {} bytes",
                super::MAX_PASSWORD_LEN
            ),
            Self::Unavailable => f.write_str("no randomness or no memory to hash a password with"),
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
