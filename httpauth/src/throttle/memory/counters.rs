//! The tables of a throttle, and what an attempt changes in them. Times are in milliseconds.

use super::counter::{Counter, Flights, Room};
use super::known::Known;
use super::table::{Bounds, Entry, Table};
use crate::throttle::limits::Limit;
use crate::throttle::{Admission, Attempt, Judged, Limits};

/// The tables.
pub(in crate::throttle) struct Counters {
    pub(super) pairs: Table<Counter>,
    pub(super) clients: Table<Counter>,
    pub(super) users: Table<Counter>,
    pub(super) known: Table<Known>,
    pub(super) capacity: usize,
}

impl Counters {
    pub(in crate::throttle) const fn new(capacity: usize) -> Self {
        Self {
            pairs: Table::new(),
            clients: Table::new(),
            users: Table::new(),
            known: Table::new(),
            capacity,
        }
    }

    /// Begins an attempt, unless a limit is reached.
    pub(in crate::throttle) fn begin(
        &self,
        attempt: &Attempt,
        limits: Limits,
        now: u64,
    ) -> Admission {
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
    pub(in crate::throttle) fn enter(&self, attempt: &Attempt, limits: Limits, now: u64) {
        self.lock(attempt, limits, now).begin();
    }

    /// Ends an attempt.
    pub(in crate::throttle) fn end(
        &self,
        attempt: &Attempt,
        judged: Judged,
        limits: Limits,
        now: u64,
    ) {
        self.lock(attempt, limits, now).end(judged);
        if let (Judged::Right, Some(client)) = (judged, attempt.client()) {
            let bounds = self.bounds(limits.known);
            let mut known = self.known.entry(attempt.account, bounds, now);
            known.change(|known| known.note(client, now));
        }
        #[cfg(feature = "metrics")]
        super::gauge::set(self);
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

/// The amount that an attempt adds to a counter.
#[derive(Clone, Copy)]
enum Failure {
    None,
    Part,
    Whole,
}

/// The amounts that an attempt adds to its counters.
struct Failures {
    pair: Failure,
    client: Failure,
    user: Failure,
}

impl Failures {
    /// Returns what counts of an attempt.
    ///
    /// The pair's count is by the same rule for a client that is known, or the next answer would say which one is. What the
    /// client leaves in the middle is not the pair's, since a browser does so with a right password.
    fn of(judged: Judged, is_known: bool) -> Self {
        let all = |failure| Self {
            pair: failure,
            client: failure,
            user: failure,
        };
        match judged {
            Judged::Right | Judged::Unjudged => all(Failure::None),
            Judged::Failed => all(Failure::Part),
            Judged::Wrong => all(Failure::Whole),
            Judged::Abandoned => Self {
                pair: Failure::None,
                client: Failure::Whole,
                user: if is_known {
                    Failure::None
                } else {
                    Failure::Whole
                },
            },
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
        let failures = Failures::of(judged, self.user.flights.is_none());
        if let Some(pair) = &mut self.pair {
            pair.end(failures.pair);
        }
        if let Some(client) = &mut self.client {
            client.end(failures.client);
        }
        self.user.end(failures.user);
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

    /// Ends an attempt.
    fn end(&mut self, failure: Failure) {
        let (limit, now, was_in_flight) = (self.limit, self.now, self.flights.is_some());
        match failure {
            Failure::None => {}
            Failure::Part => self
                .entry
                .change(|counter| counter.fail_in_part(limit, now)),
            Failure::Whole => self.entry.change(|counter| counter.fail(limit, now)),
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
