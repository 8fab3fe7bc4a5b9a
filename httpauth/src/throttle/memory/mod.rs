//! The throttle in the memory of a process.

mod counter;
mod counters;
#[cfg(feature = "metrics")]
mod gauge;
mod known;
mod table;

#[cfg(test)]
#[expect(
    clippy::pedantic,
    reason = "tests say what they prove, however they may"
)]
mod tests;

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use super::{Admission, Attempt, Judged, Limits, Throttle, ThrottleKey};
use crate::clock::{millis, process_clock};
use crate::random::RngError;
pub(super) use counters::Counters;

/// Failed attempts in the memory of this process, under a random key of its own. This is the default throttle.
///
/// It holds at most about 131,000 pairs, clients and users each, and the clients of as many users, in at most about 50 MB.
/// The memory is taken as it is needed. When there are more, those that were not tried longest go. After a restart it knows
/// nothing. It counts what this process sees, so ten processes let ten times as many guesses through. For these there is
/// `RedisThrottle` (feature `redis`).
///
/// # Example
///
/// ```
/// use std::{sync::Arc, time::Duration};
/// use axum::extract::FromRef;
/// use httpauth::throttle::{Limits, MemoryThrottle};
/// use httpauth::{basic_auth, verify_password};
///
/// #[derive(Clone)]
/// struct App {
///     throttle: Arc<MemoryThrottle>,
/// }
///
/// impl FromRef<App> for Arc<MemoryThrottle> {
///     fn from_ref(app: &App) -> Self {
///         Arc::clone(&app.throttle)
///     }
/// }
///
/// #[basic_auth(throttle = Arc<MemoryThrottle>, state = App)]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("john", "hello")
/// }
///
/// let limits = Limits::new().pair(5, Duration::from_secs(15 * 60));
/// let app = App { throttle: Arc::new(MemoryThrottle::new().with_limits(limits)) };
/// ```
pub struct MemoryThrottle {
    key: OnceLock<ThrottleKey>,
    counters: Counters,
    limits: Limits,
    clock: fn() -> Duration,
}

impl MemoryThrottle {
    /// Returns a throttle with the default [`Limits`].
    #[must_use]
    pub const fn new() -> Self {
        Self {
            key: OnceLock::new(),
            counters: Counters::new(1 << 17),
            limits: Limits::new(),
            clock: process_clock,
        }
    }

    /// Returns the throttle with these limits.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Returns the throttle for at most about this many pairs, clients and users each.
    #[must_use]
    pub const fn with_capacity(mut self, entries: usize) -> Self {
        self.counters.capacity = entries;
        self
    }

    /// Returns the throttle with another clock, as for a test or a simulation. It tells the time since some fixed moment.
    #[must_use]
    pub const fn with_clock(mut self, clock: fn() -> Duration) -> Self {
        self.clock = clock;
        self
    }

    fn now(&self) -> u64 {
        millis((self.clock)())
    }
}

impl Default for MemoryThrottle {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryThrottle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryThrottle")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Throttle for MemoryThrottle {
    type Error = RngError;

    fn key(&self) -> Result<&ThrottleKey, RngError> {
        match self.key.get() {
            Some(key) => Ok(key),
            // Two threads may both make one, and all use the one that arrives first.
            None => ThrottleKey::random().map(|key| self.key.get_or_init(|| key)),
        }
    }

    async fn begin(&self, attempt: &Attempt) -> Result<Admission, RngError> {
        Ok(self.counters.begin(attempt, self.limits, self.now()))
    }

    fn end(&self, attempt: &Attempt, judged: Judged) {
        self.counters.end(attempt, judged, self.limits, self.now());
    }
}
