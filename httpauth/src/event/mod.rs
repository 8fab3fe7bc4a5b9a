//! The events of guards, for `tracing` and `metrics`. The page `events` of the documentation lists them.
//!
//! A refused request is reported once, when its response is made. An admitted request is counted and not logged.
//! Without the two features these functions are empty.

#[cfg(feature = "metrics")]
mod count;
#[cfg(any(feature = "tracing", feature = "metrics"))]
mod kind;
#[cfg(feature = "tracing")]
mod log;

use axum::response::Response;

use crate::authenticator::Authenticator;
use crate::label::Label;

/// Reports that a guard of the auth object `A` refused a request by this response.
///
/// `member` is the member of a multi object that refused it.
pub(crate) fn refused<A: Authenticator>(label: Label, member: Option<u8>, response: &Response) {
    #[cfg(feature = "tracing")]
    log::refused::<A>(label, member, response);
    #[cfg(feature = "metrics")]
    count::refused(A::REGISTRY.object(), response);
    let _ = (label, member, response);
}

/// Reports that a guard of the auth object `A` admitted a request, with or without a user.
pub(crate) fn admitted<A: Authenticator>(has_user: bool) {
    #[cfg(feature = "metrics")]
    count::admitted(A::REGISTRY.object(), has_user);
    let _ = has_user;
}
