//! The kinds of refusals.

use crate::outcome::Answered;
use crate::rejection::Reason;

/// The kind of a response that refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A refusal by the guard for this reason.
    Refused(Reason),
    /// A response of a callback's own, such as a 404 that hides a page.
    Answered,
    /// A response that says that the server is at fault, whoever made it.
    Failed,
}

impl Kind {
    pub(super) fn of(answered: &Answered) -> Self {
        match answered.reason {
            _ if answered.response.status().is_server_error() => Self::Failed,
            Some(reason) => Self::Refused(reason),
            None => Self::Answered,
        }
    }
}
