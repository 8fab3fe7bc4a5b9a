//! The counter for `metrics`.

use std::borrow::Cow;

use axum::response::Response;
use metrics::counter;

use super::kind::Kind;

/// Counts a refused request, by its reason or by the status of the response.
pub(super) fn refused(object: &'static str, response: &Response) {
    let status = || Cow::Owned(response.status().as_str().to_owned());
    match Kind::of(response) {
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
