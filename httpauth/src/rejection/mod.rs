//! The responses that refuse requests. The reason gives the status and the challenges, and your `#[error_handler]`
//! makes the response from them.

mod answer;
mod challenges;
mod drain;
mod error;
mod reason;

use axum::http::StatusCode;

pub use answer::{Answer, BodyOnly};
pub(crate) use challenges::Challenges;
pub(crate) use drain::refuse;
pub use error::AuthError;
pub(crate) use error::{default_response, has};
pub use reason::Reason;

/// A type that the first parameter of an `#[error_handler]` may have.
#[diagnostic::on_unimplemented(
    message = "the first parameter of an `#[error_handler]` must be a `StatusCode` or an `AuthError`, not `{Self}`",
    label = "neither a `StatusCode` nor an `AuthError`",
    note = "write `#[error_handler] fn error_handler(status: StatusCode) -> ...`, `fn error_handler(error: \
            &AuthError) -> ...` or `fn error_handler() -> ...`",
    note = "extractors come after this parameter"
)]
pub trait ErrorArgument<'e> {
    /// Makes the argument for this error.
    fn from_error(error: &'e AuthError) -> Self;
}

impl ErrorArgument<'_> for StatusCode {
    fn from_error(error: &AuthError) -> Self {
        error.status()
    }
}

impl ErrorArgument<'_> for AuthError {
    fn from_error(error: &AuthError) -> Self {
        error.clone()
    }
}

impl<'e> ErrorArgument<'e> for &'e AuthError {
    fn from_error(error: &'e AuthError) -> Self {
        error
    }
}
