//! The count of the failures of one pair, client or user, and of its attempts in flight.

use std::time::Duration;

use crate::throttle::Admission;
use crate::throttle::limits::{Limit, PARTS, SPANS};

/// The number of spans that are counted, which are those of a window and the one that it begins in.
const COUNTED: usize = 9;
const _: () = assert!(COUNTED as u64 == SPANS + 1);

/// The failures by spans of time, and the attempts in flight.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counter {
    failures: [u16; COUNTED],
    in_flight: u16,
    /// The parts of a failure that is not yet counted. They are forgotten with their span.
    parts: u16,
    /// The span of the last failure. Spans are numbered from the start of the clock.
    latest: u64,
}

/// The room that a limit leaves for another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// There is room.
    Free,
    /// There is none until an attempt in flight has ended.
    Busy,
    /// There is none until failures are forgotten, which takes so many milliseconds.
    Over(u64),
}

/// The number of attempts that may be in flight at once, for the failures that a limit still allows.
#[derive(Clone, Copy)]
pub(super) enum Flights {
    /// As many as may fail.
    All,
    /// Half as many, so that a client that goes away does not lose all its tries at once.
    Half,
    /// As many as there are until one fails, for a client that got in before.
    Trusted,
}

impl Counter {
    /// Returns whether there is nothing to remember.
    pub(super) fn is_idle(&self) -> bool {
        self.in_flight == 0 && self.parts == 0 && self.failures == [0; COUNTED]
    }

    /// Returns the room for another attempt.
    pub(super) fn room(&mut self, limit: Limit, flights: Flights, now: u64) -> Room {
        self.advance(now / limit.span);
        let failures = self.sum();
        let Some(left) = u32::from(limit.failures)
            .checked_sub(failures)
            .filter(|left| *left > 0)
        else {
            return Room::Over(self.wait(limit, now));
        };
        let most = match flights {
            Flights::All => left,
            Flights::Trusted if failures == 0 => return Room::Free,
            Flights::Half | Flights::Trusted => left.div_ceil(2),
        };
        if u32::from(self.in_flight) < most {
            Room::Free
        } else {
            Room::Busy
        }
    }

    /// Notes that an attempt has begun.
    pub(super) fn begin(&mut self) {
        self.in_flight = self.in_flight.saturating_add(1);
    }

    /// Notes that an attempt has ended, if one was in flight. A counter that made room for others knows of none.
    pub(super) fn end(&mut self) {
        self.in_flight = self.in_flight.saturating_sub(1);
    }

    /// Counts a failure.
    pub(super) fn fail(&mut self, limit: Limit, now: u64) {
        self.advance(now / limit.span);
        if let Some(failures) = self.failures.get_mut(place(self.latest)) {
            *failures = failures.saturating_add(1);
        }
    }

    /// Counts a part of a failure.
    pub(super) fn fail_in_part(&mut self, limit: Limit, now: u64) {
        self.advance(now / limit.span);
        self.parts += 1;
        if self.parts >= PARTS {
            self.parts = 0;
            self.fail(limit, now);
        }
    }

    /// Forgets all failures.
    pub(super) fn forgive(&mut self) {
        self.failures = [0; COUNTED];
        self.parts = 0;
    }

    /// Forgets the failures that no longer count. A clock that went back forgets nothing.
    fn advance(&mut self, span: u64) {
        let passed = span.saturating_sub(self.latest).min(COUNTED as u64);
        for span in 1..=passed {
            if let Some(failures) = self.failures.get_mut(place(self.latest.wrapping_add(span))) {
                *failures = 0;
            }
        }
        if passed > 0 {
            self.parts = 0;
        }
        // After a longer time every place is empty, whichever is the first.
        self.latest = self.latest.max(span);
    }

    fn sum(&self) -> u32 {
        self.failures.iter().copied().map(u32::from).sum()
    }

    /// Returns the milliseconds until enough failures are forgotten.
    fn wait(&self, limit: Limit, now: u64) -> u64 {
        let mut left = self.sum();
        // The oldest span that counts is as far back as there are spans.
        let oldest = (self.latest + 1).saturating_sub(COUNTED as u64);
        for span in oldest..=self.latest {
            let failures = self.failures.get(place(span)).copied().unwrap_or_default();
            left = left.saturating_sub(failures.into());
            if left < u32::from(limit.failures) {
                let until = (span + COUNTED as u64).saturating_mul(limit.span);
                return until.saturating_sub(now);
            }
        }
        limit.life()
    }
}

impl Room {
    /// Returns the room that both limits leave.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Over(one), Self::Over(other)) => Self::Over(one.max(other)),
            (over @ Self::Over(_), _) | (_, over @ Self::Over(_)) => over,
            (Self::Busy, _) | (_, Self::Busy) => Self::Busy,
            (Self::Free, Self::Free) => Self::Free,
        }
    }
}

impl From<Room> for Option<Admission> {
    fn from(room: Room) -> Self {
        match room {
            Room::Free => None,
            Room::Busy => Some(Admission::Busy),
            Room::Over(wait) => Some(Admission::Refused {
                retry_after: Duration::from_millis(wait),
            }),
        }
    }
}

/// Returns the place of a span in the ring.
fn place(span: u64) -> usize {
    usize::try_from(span % COUNTED as u64).unwrap_or_default()
}
