//! The clocks of a process.

use std::{
    panic,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use tokio::time;

/// Returns the time since this process first asked.
///
/// It goes on as the wall clock does where the computer was asleep, and never back.
#[must_use]
pub fn process_clock() -> Duration {
    static CLOCK: LazyLock<Clock> = LazyLock::new(|| Clock::starting_at(Duration::ZERO));
    CLOCK.now()
}

/// Returns the time since 1970, for stores that several processes share.
///
/// It goes on as the wall clock does where that was put forward, and never back.
#[must_use]
pub fn unix_clock() -> Duration {
    static CLOCK: LazyLock<Clock> = LazyLock::new(|| Clock::starting_at(wall()));
    CLOCK.now()
}

/// Returns the time since this process first asked, by a clock that nobody sets. It may stand still while the computer
/// sleeps.
pub(crate) fn monotonic() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// Returns a sleep of so long, or `None` on a runtime that has no timer.
pub(crate) fn sleep(time: Duration) -> Option<time::Sleep> {
    // Tokio does not tell if it has a timer. Without one, a sleep panics when it is made.
    panic::catch_unwind(|| time::sleep(time)).ok()
}

fn wall() -> Duration {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

/// A clock that the wall clock pulls forward and never back.
struct Clock {
    /// The time on the wall clock when this one showed zero, in nanoseconds.
    zero: Duration,
    /// The nanoseconds that it is ahead of the monotonic clock.
    ahead: AtomicU64,
}

impl Clock {
    /// Returns a clock that shows this time now.
    fn starting_at(time: Duration) -> Self {
        Self {
            zero: wall().saturating_sub(time),
            ahead: AtomicU64::new(nanos(time.saturating_sub(monotonic()))),
        }
    }

    fn now(&self) -> Duration {
        // In this order, so that a pause between the two never looks like a step of the wall clock.
        let wall = wall();
        self.at(wall, monotonic())
    }

    fn at(&self, wall: Duration, monotonic: Duration) -> Duration {
        let ahead = nanos(wall.saturating_sub(self.zero).saturating_sub(monotonic));
        let before = self.ahead.load(Ordering::Relaxed);
        if ahead > before {
            self.ahead.fetch_max(ahead, Ordering::Relaxed);
        }
        Duration::from_nanos(ahead.max(before)).saturating_add(monotonic)
    }
}

/// Returns a time in nanoseconds, of which 64 bits are 584 years.
pub(crate) fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// Returns a time in milliseconds, of which 64 bits are 584 million years.
pub(crate) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The clock goes on with the monotonic one, is pulled forward by the wall clock, and is never put back.
    #[test]
    fn pulled_forward_and_never_back() {
        let seconds = Duration::from_secs;
        let clock = Clock {
            zero: seconds(1_000),
            ahead: AtomicU64::new(nanos(seconds(5))),
        };
        for (wall, monotonic, expected) in [
            (1_005, 0, 5),
            (1_010, 5, 10),
            // Asleep for an hour, in which the monotonic clock stood still.
            (4_611, 6, 3_611),
            // The wall clock is set to before this clock began, and goes on from there.
            (10, 7, 3_612),
            (20, 17, 3_622),
            // The wall clock is right again, and was never behind.
            (4_630, 20, 3_630),
        ] {
            let now = clock.at(seconds(wall), seconds(monotonic));
            assert_eq!(now, seconds(expected));
        }
    }
}
