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

use crate::label::Label;
use crate::registry::Registry;

/// Reports that a guard of the auth object `object` refused a request by this response.
///
/// `member` is the member of a multi object that refused it, or else the object itself.
pub(crate) fn refused(object: &Registry, member: &Registry, label: Label, response: &Response) {
    #[cfg(feature = "tracing")]
    log::refused(object, member, label, response);
    #[cfg(feature = "metrics")]
    count::refused(object.object(), response);
    let _ = (object, member, label, response);
}

/// Reports that a guard of the auth object `object` admitted a request, with or without a user.
pub(crate) fn admitted(object: &Registry, has_user: bool) {
    #[cfg(feature = "metrics")]
    count::admitted(object.object(), has_user);
    let _ = (object, has_user);
}
