//! The limits of a throttle.

use std::time::Duration;

use crate::clock::millis;

/// The number of spans that a window is counted in. A failure counts for its window, and an eighth of it at most more.
pub(super) const SPANS: u64 = 8;

/// The number of a server's own failures that count as one.
pub(super) const PARTS: u16 = 10;

/// The limits that a throttle counts by.
///
/// | failures of | by default | if the limit is reached |
/// |---|---|---|
/// | one client as one user | 10 in 15 minutes | this client cannot try this user |
/// | one client | 100 in 15 minutes | this client cannot try anybody |
/// | one user | 100 in an hour | only clients that got in as this user in the last 30 days can try |
///
/// Failures are counted by eighths of the window, so that one counts for up to an eighth longer than the window. A number of
/// 0 is taken as 1, and a time of more than ten years as ten years.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use httpauth::throttle::Limits;
///
/// let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
/// let limits = Limits::new().pair(5, minutes(15)).user(50, minutes(60));
/// assert_eq!(limits.client(0, minutes(5)), limits.client(1, minutes(5)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub(super) pair: Limit,
    pub(super) client: Limit,
    pub(super) user: Limit,
    /// The milliseconds for which a client that got in is known.
    pub(super) known: u64,
}

/// A number of failures in a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) failures: u16,
    /// An eighth of the window, in milliseconds.
    pub(super) span: u64,
}

impl Limit {
    const fn new(failures: u16, window: u64) -> Self {
        let (failures, span) = (
            if failures == 0 { 1 } else { failures },
            bounded(window).div_ceil(SPANS),
        );
        Self {
            failures,
            span: if span == 0 { 1 } else { span },
        }
    }

    /// Returns the time for which a failure counts at most, in milliseconds.
    pub(super) const fn life(self) -> u64 {
        self.span.saturating_mul(SPANS + 1)
    }
}

const MINUTE: u64 = 60_000;

/// The longest time, which is about ten years. Lua's numbers and a server's clock have room for it.
const LONGEST: u64 = 3650 * 24 * 60 * MINUTE;

const fn bounded(time: u64) -> u64 {
    if time < LONGEST { time } else { LONGEST }
}

impl Limits {
    /// Returns the default limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            pair: Limit::new(10, 15 * MINUTE),
            client: Limit::new(100, 15 * MINUTE),
            user: Limit::new(100, 60 * MINUTE),
            known: 30 * 24 * 60 * MINUTE,
        }
    }

    /// Sets how many times one client may fail as one user within a window.
    #[must_use]
    pub fn pair(self, failures: u16, window: Duration) -> Self {
        Self {
            pair: Limit::new(failures, millis(window)),
            ..self
        }
    }

    /// Sets how many times one client may fail within a window, whichever users it tries.
    #[must_use]
    pub fn client(self, failures: u16, window: Duration) -> Self {
        Self {
            client: Limit::new(failures, millis(window)),
            ..self
        }
    }

    /// Sets how many times all clients together may fail as one user within a window.
    #[must_use]
    pub fn user(self, failures: u16, window: Duration) -> Self {
        Self {
            user: Limit::new(failures, millis(window)),
            ..self
        }
    }

    /// Sets how long a client that got in as a user is exempt from this user's limit. The memory counts it in days.
    #[must_use]
    pub fn known(self, time: Duration) -> Self {
        Self {
            known: bounded(millis(time)),
            ..self
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
