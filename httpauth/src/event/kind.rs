//! The kinds of refusals.

use axum::response::Response;

use crate::rejection::{AuthError, Reason};

/// The kind of a response that refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A refusal by the guard for this reason, which left its error in the extensions.
    Refused(Reason),
    /// A response of a callback's own, such as a 404 that hides a page.
    Answered,
    /// A response that says that the server is at fault, whoever made it.
    Failed,
}

impl Kind {
    pub(super) fn of(response: &Response) -> Self {
        match response.extensions().get::<AuthError>() {
            _ if response.status().is_server_error() => Self::Failed,
            Some(error) => Self::Refused(error.reason()),
            None => Self::Answered,
        }
    }
}
