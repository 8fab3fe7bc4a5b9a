//! The clock of the cache and the queue, which tests can turn forward instead of sleeping.

use std::time::Instant;

/// A monotonic clock. It is the operating system's, unless a test stops it and turns it by hand.
#[derive(Clone, Default)]
pub(super) struct Clock {
    #[cfg(test)]
    pub(super) stopped: Option<std::sync::Arc<std::sync::Mutex<Instant>>>,
}

impl Clock {
    /// Returns the present moment.
    #[cfg_attr(not(test), allow(clippy::unused_self))]
    pub(super) fn now(&self) -> Instant {
        #[cfg(test)]
        if let Some(stopped) = &self.stopped {
            return *crate::lock::lock(stopped);
        }
        Instant::now()
    }
}
