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

use crate::label::Label;
use crate::outcome::Answered;
use crate::registry::Registry;

/// Reports that a guard of the auth object `object` refused a request by this response.
///
/// `member` is the member of a multi object that refused it, or else the object itself.
pub(crate) fn refused(object: &Registry, member: &Registry, label: Label, answered: &Answered) {
    #[cfg(feature = "tracing")]
    log::refused(object, member, label, answered);
    #[cfg(feature = "metrics")]
    count::refused(object.object(), answered);
    let _ = (object, member, label, answered.reason);
}

/// Reports that a guard of the auth object `object` admitted a request, with or without a user.
pub(crate) fn admitted(object: &Registry, has_user: bool) {
    #[cfg(feature = "metrics")]
    count::admitted(object.object(), has_user);
    let _ = (object, has_user);
}
