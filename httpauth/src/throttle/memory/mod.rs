//! The throttle in the memory of a process.

mod counter;
#[cfg(feature = "metrics")]
mod gauge;
mod known;
mod table;

#[cfg(test)]
#[expect(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests say what they prove, however they may"
)]
mod tests;

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use super::limits::Limit;
use super::{Admission, Attempt, Judged, Limits, Throttle, ThrottleKey};
use crate::clock::{millis, process_clock};
use crate::random::RngError;
use counter::{Counter, Flights, Room};
use known::Known;
use table::{Bounds, Entry, Table};

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

/// The tables. Times are in milliseconds.
pub(super) struct Counters {
    pairs: Table<Counter>,
    clients: Table<Counter>,
    users: Table<Counter>,
    known: Table<Known>,
    capacity: usize,
}

impl Counters {
    pub(super) const fn new(capacity: usize) -> Self {
        Self {
            pairs: Table::new(),
            clients: Table::new(),
            users: Table::new(),
            known: Table::new(),
            capacity,
        }
    }

    /// Begins an attempt, unless a limit is reached.
    pub(super) fn begin(&self, attempt: &Attempt, limits: Limits, now: u64) -> Admission {
        let is_known = self.is_known(attempt, limits, now);
        let mut counters = self.lock(&attempt.known(is_known), limits, now);
        if let Some(refused) = counters.room().into() {
            return refused;
        }
        counters.begin();
        if is_known {
            Admission::Known
        } else {
            Admission::Admitted
        }
    }

    /// Begins an attempt that somebody else has admitted.
    #[cfg(feature = "redis")]
    pub(super) fn enter(&self, attempt: &Attempt, limits: Limits, now: u64) {
        self.lock(attempt, limits, now).begin();
    }

    /// Ends an attempt.
    pub(super) fn end(&self, attempt: &Attempt, judged: Judged, limits: Limits, now: u64) {
        self.lock(attempt, limits, now).end(judged);
        if let (Judged::Right, Some(client)) = (judged, attempt.client()) {
            let bounds = self.bounds(limits.known);
            let mut known = self.known.entry(attempt.account, bounds, now);
            known.change(|known| known.note(client, now));
        }
        #[cfg(feature = "metrics")]
        gauge::set(self);
    }

    fn is_known(&self, attempt: &Attempt, limits: Limits, now: u64) -> bool {
        let Some(client) = attempt.client() else {
            return false;
        };
        let bounds = self.bounds(limits.known);
        let mut known = self.known.entry(attempt.account, bounds, now);
        known
            .find()
            .is_some_and(|known| known.has(client, now, limits.known))
    }
}

impl Counters {
    /// Locks the counters of an attempt. The order is the same for all, so that no two wait for each other.
    fn lock(&self, attempt: &Attempt, limits: Limits, now: u64) -> Locked<'_> {
        let pair = attempt.pair().map(|pair| {
            let flights = if attempt.is_known {
                Flights::Trusted
            } else {
                Flights::Half
            };
            self.counter(&self.pairs, pair, limits.pair, Some(flights), now)
        });
        let client = attempt.client().map(|client| {
            let flights = Some(Flights::All);
            self.counter(&self.clients, client, limits.client, flights, now)
        });
        let flights = (!attempt.is_known).then_some(Flights::All);
        let user = self.counter(&self.users, attempt.user, limits.user, flights, now);
        Locked { pair, client, user }
    }

    fn counter<'t>(
        &self,
        table: &'t Table<Counter>,
        key: u64,
        limit: Limit,
        flights: Option<Flights>,
        now: u64,
    ) -> LockedCounter<'t> {
        LockedCounter {
            entry: table.entry(key, self.bounds(limit.life()), now),
            limit,
            flights,
            now,
        }
    }

    fn bounds(&self, life: u64) -> Bounds {
        Bounds {
            capacity: self.capacity,
            life,
        }
    }
}

/// The counters of an attempt, locked.
struct Locked<'t> {
    pair: Option<LockedCounter<'t>>,
    client: Option<LockedCounter<'t>>,
    user: LockedCounter<'t>,
}

impl<'t> Locked<'t> {
    fn each(&mut self) -> impl Iterator<Item = &mut LockedCounter<'t>> {
        let pair = self.pair.iter_mut().chain(&mut self.client);
        pair.chain([&mut self.user])
    }

    fn room(&mut self) -> Room {
        let rooms = self.each().map(LockedCounter::room);
        rooms.fold(Room::Free, Room::and)
    }

    fn begin(&mut self) {
        for counter in self.each() {
            counter.begin();
        }
    }

    fn end(&mut self, judged: Judged) {
        for counter in self.each() {
            counter.end(judged == Judged::Wrong);
        }
        if let (Judged::Right, Some(pair)) = (judged, &mut self.pair) {
            pair.forgive();
        }
    }
}

/// A counter, locked.
struct LockedCounter<'t> {
    entry: Entry<'t, Counter>,
    limit: Limit,
    /// The attempts that may be in flight. `None` for the user's limit of a client that is known, which it does not stop.
    flights: Option<Flights>,
    now: u64,
}

impl LockedCounter<'_> {
    fn room(&mut self) -> Room {
        let (limit, now) = (self.limit, self.now);
        match (self.flights, self.entry.find()) {
            (Some(flights), Some(counter)) => counter.room(limit, flights, now),
            _ => Room::Free,
        }
    }

    fn begin(&mut self) {
        if self.flights.is_some() {
            self.entry.change(Counter::begin);
        }
    }

    /// Ends an attempt, which failed or not.
    fn end(&mut self, failed: bool) {
        let (limit, now, was_in_flight) = (self.limit, self.now, self.flights.is_some());
        if failed {
            self.entry.change(|counter| counter.fail(limit, now));
        }
        if let (true, Some(counter)) = (was_in_flight, self.entry.find()) {
            counter.end();
        }
        self.tidy();
    }

    fn forgive(&mut self) {
        if let Some(counter) = self.entry.find() {
            counter.forgive();
        }
        self.tidy();
    }

    /// Removes a counter that has nothing to remember, as that of a user who always gets in.
    fn tidy(&mut self) {
        if self.entry.find().is_some_and(|counter| counter.is_idle()) {
            self.entry.remove();
        }
    }
}
