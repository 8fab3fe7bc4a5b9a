//! The gauges for `metrics`, which the page `events` of the documentation lists. Without the feature they are empty.

#[cfg(feature = "metrics")]
use super::survive::survive;

/// Tells how many hashes wait for a permit, and how many have one.
pub(super) fn load(queued: usize, running: usize) {
    set("httpauth_password_queued", queued);
    set("httpauth_password_running", running);
}

/// Tells how many answers the cache holds.
pub(super) fn cached(answers: usize) {
    set("httpauth_password_cached", answers);
}

/// Tells how many passwords are known to have been right before.
pub(super) fn known(pairs: usize) {
    set("httpauth_password_known", pairs);
}

fn set(name: &'static str, value: usize) {
    #[cfg(feature = "metrics")]
    {
        // A gauge is a float, and no count here comes near the numbers that it cannot tell apart.
        let value = u32::try_from(value).unwrap_or(u32::MAX);
        // The pool counts its threads around this, and loses none to a recorder that panics.
        survive(|| metrics::gauge!(name).set(value));
    }
    let _ = (name, value);
}
