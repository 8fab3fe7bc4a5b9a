//! The counter for `metrics`.

use std::borrow::Cow;

use metrics::counter;

use super::kind::Kind;
use crate::outcome::Answered;

/// Counts a refused request, by its reason or by the status of the response.
pub(super) fn refused(object: &'static str, answered: &Answered) {
    let status = || Cow::Owned(answered.response.status().as_str().to_owned());
    match Kind::of(answered) {
        Kind::Refused(reason) => count(object, "refused", reason.name().into()),
        Kind::Answered => count(object, "answered", status()),
        Kind::Failed => count(object, "failed", status()),
    }
}

/// Counts an admitted request.
pub(super) fn admitted(object: &'static str, has_user: bool) {
    let outcome = if has_user { "accepted" } else { "anonymous" };
    count(object, outcome, "".into());
}

/// Counts one decision. All counters have the same labels, so that sums over any of them are whole.
fn count(object: &'static str, outcome: &'static str, reason: Cow<'static, str>) {
    let labels = [
        ("object", Cow::from(object)),
        ("outcome", outcome.into()),
        ("reason", reason),
    ];
    counter!("httpauth_decisions_total", &labels).increment(1);
}
