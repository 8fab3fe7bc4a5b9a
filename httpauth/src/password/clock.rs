//! The clock of the cache, which tests can turn forward instead of sleeping.

use std::time::Instant;

/// A monotonic clock. It is the operating system's, unless a test turns it forward.
#[derive(Clone, Default)]
pub(super) struct Clock {
    #[cfg(test)]
    pub(super) ahead: std::sync::Arc<std::sync::Mutex<std::time::Duration>>,
}

impl Clock {
    /// Returns the present moment.
    #[cfg_attr(not(test), allow(clippy::unused_self))]
    pub(super) fn now(&self) -> Instant {
        let now = Instant::now();
        #[cfg(test)]
        let now = now + *super::lock::lock(&self.ahead);
        now
    }
}
