//! The gauges for `metrics`.

use metrics::gauge;

use super::Counters;

/// Sets the gauges of what a throttle holds.
#[expect(
    clippy::cast_precision_loss,
    reason = "the numbers are far below 2^52, and are for people"
)]
pub(super) fn set(counters: &Counters) {
    for (kind, len) in [
        ("pair", counters.pairs.len()),
        ("client", counters.clients.len()),
        ("user", counters.users.len()),
        ("known", counters.known.len()),
    ] {
        gauge!("httpauth_throttle_entries", "kind" => kind).set(len as f64);
    }
}
