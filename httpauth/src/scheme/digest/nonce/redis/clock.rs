//! The clock of a server.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use crate::scheme::digest::nonce::{
    clock::{monotonic, unix_clock},
    millis,
};

/// The clock of a server as far as this process knows it, which is that of this process until the server has told its own.
///
/// It is behind the server's by as long as the answer took, never ahead.
pub(super) struct ServerClock {
    /// The milliseconds from the start of the process to 1970 by the server's clock. Zero says that it was not told.
    start: AtomicU64,
}

impl ServerClock {
    pub(super) fn new() -> Self {
        Self {
            start: AtomicU64::new(0),
        }
    }

    pub(super) fn now(&self) -> Duration {
        match self.start.load(Ordering::Relaxed) {
            0 => unix_clock(),
            start => Duration::from_millis(start).saturating_add(monotonic()),
        }
    }

    /// Returns the time, or zero if the server has not told it.
    pub(super) fn told(&self) -> Duration {
        match self.start.load(Ordering::Relaxed) {
            0 => Duration::ZERO,
            start => Duration::from_millis(start).saturating_add(monotonic()),
        }
    }

    /// Takes over the time that the server has just told.
    pub(super) fn set(&self, now: Duration) {
        let start = now.saturating_sub(monotonic());
        self.start.store(millis(start), Ordering::Relaxed);
    }
}
