//! The clock of a server.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use crate::clock::{monotonic, nanos, unix_clock};

/// The clock of a server as far as this process knows it. Until the server has told its time it is that of this process.
///
/// It is behind the server's by as long as an answer took, and never ahead.
pub(super) struct ServerClock {
    /// The nanoseconds that the clock is ahead of the monotonic one. Zero says that the server has not told its time.
    ahead: AtomicU64,
}

impl ServerClock {
    pub(super) fn new() -> Self {
        Self {
            ahead: AtomicU64::new(0),
        }
    }

    pub(super) fn now(&self) -> Duration {
        self.told().unwrap_or_else(unix_clock)
    }

    /// Returns the time, if the server has told it.
    pub(super) fn told(&self) -> Option<Duration> {
        let ahead = self.ahead.load(Ordering::Relaxed);
        (ahead != 0).then(|| Duration::from_nanos(ahead).saturating_add(monotonic()))
    }

    /// Takes over the time that the server told between `asked_at` and now, which it cut to milliseconds.
    pub(super) fn set(&self, asked_at: Duration, time: Duration) {
        let least = nanos(time.saturating_sub(monotonic()));
        let most = nanos((time + Duration::from_millis(1)).saturating_sub(asked_at));
        // A slow answer tells less than the clock knows.
        let ahead = self.ahead.load(Ordering::Relaxed);
        if !(least..most).contains(&ahead) {
            self.ahead.store(least, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The clock follows the server's in both directions, since what the server drops goes by that.
    #[test]
    fn follows_the_server() {
        let clock = ServerClock::new();
        assert_eq!(clock.told(), None);
        for hours in [500_000, 500_001, 499_999] {
            let time = Duration::from_secs(hours * 3600);
            clock.set(monotonic(), time);
            assert!(clock.now() >= time && clock.now() < time + Duration::from_secs(60));
        }
    }

    /// An answer that took long does not put the clock back.
    #[test]
    fn a_slow_answer_tells_nothing_new() {
        let clock = ServerClock::new();
        let (start, asked_at) = (Duration::from_secs(1 << 30), monotonic());
        clock.set(asked_at, start + asked_at);
        let before = clock.ahead.load(Ordering::Relaxed);
        // The server told its time long ago, when it was asked.
        while monotonic() < asked_at + Duration::from_millis(2) {}
        clock.set(asked_at, start + asked_at);
        assert_eq!(clock.ahead.load(Ordering::Relaxed), before);
    }
}
