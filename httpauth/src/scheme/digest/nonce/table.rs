//! The table of used counts, with one generation of nonces for each span of issue times. A generation is a set of small
//! hash tables of windows.
//!
//! The issue time of a nonce tells its generation, so a lookup touches one table. A generation whose nonces have expired,
//! or that has to make room, goes as a whole, so nothing is ever searched for things to drop. No claim waits for more than
//! the growth of one small table and the release of another.

use std::{collections::VecDeque, mem, num::NonZeroU32};

use super::{Claim, window::Entry};

/// The number of generations that the nonces of one life, or of a full shard, are spread over. An entry stays at most
/// an eighth of a life too long, and an eviction takes at most about an eighth of the entries.
const GENERATIONS: u64 = 8;

/// The number of entries of a table in a full generation. It takes some microseconds to move them when the table grows.
const TABLE: usize = 512;

/// One lock's share of the table. All times are in milliseconds.
pub(super) struct Shard {
    /// The generations in the order of their issue times. Together they cover every time from `forgotten` on.
    generations: VecDeque<Generation>,
    /// The time before which issue times are forgotten. A nonce that was issued before it may have had an entry that is
    /// gone, so it is never accepted again.
    forgotten: u64,
    len: usize,
    /// The tables of generations that are gone, which are released one by one.
    gone: Vec<Vec<Table>>,
}

/// The nonces that were issued from `start` on, and before the next generation starts.
struct Generation {
    start: u64,
    latest: u64,
    len: usize,
    tables: Vec<Table>,
}

impl Shard {
    pub(super) const fn new() -> Self {
        Self {
            generations: VecDeque::new(),
            forgotten: 0,
            len: 0,
            gone: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[cfg(test)]
    pub(super) fn generations(&self) -> usize {
        self.generations.len()
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        let live = self.generations.iter().map(|generation| &generation.tables);
        let tables = live.chain(&self.gone);
        let bytes = |tables: &Vec<Table>| {
            let entries: usize = tables.iter().map(|table| table.entries.capacity()).sum();
            tables.capacity() * size_of::<Table>() + entries * size_of::<Entry>()
        };
        self.generations.capacity() * size_of::<Generation>() + tables.map(bytes).sum::<usize>()
    }

    /// Claims a count. The clock is read only for a nonce without an entry, because entries are dropped only then.
    pub(super) fn claim(
        &mut self,
        key: u64,
        times: Times,
        nc: NonZeroU32,
        bounds: Bounds,
        now: impl FnOnce() -> u64,
    ) -> Claim {
        if let Some(generation) = self.generation_of(times.issued_at)
            && let Some(entry) = generation.find(key)
        {
            return entry.claim(nc);
        }
        let now = now();
        self.release();
        self.drop_expired(now, bounds.life);
        if self.len >= bounds.limit && times.issued_at >= self.forgotten {
            self.drop_oldest();
        }
        // This comes last, and goes by the mark rather than the clock. A request that was verified just before its
        // nonce expired may get here after the nonce's entry has gone, and has to find that out.
        if times.issued_at < self.forgotten || times.expires_at <= now {
            return Claim::Stale;
        }
        self.insert(Entry::first_use(key, nc), times.issued_at, bounds);
        Claim::Accepted
    }

    fn generation_of(&mut self, issued_at: u64) -> Option<&mut Generation> {
        let mut newest_first = self.generations.iter_mut().rev();
        newest_first.find(|generation| generation.start <= issued_at)
    }

    fn drop_expired(&mut self, now: u64, life: u64) {
        while self
            .end_of_oldest()
            .is_some_and(|end| end.saturating_add(life) <= now)
        {
            self.drop_oldest();
        }
    }

    /// Returns the time before which all nonces of the oldest generation were issued.
    fn end_of_oldest(&self) -> Option<u64> {
        match self.generations.get(1) {
            Some(next) => Some(next.start),
            None => self
                .generations
                .front()
                .map(|only| only.latest.saturating_add(1)),
        }
    }

    fn drop_oldest(&mut self) {
        let end = self.end_of_oldest();
        if let (Some(end), Some(oldest)) = (end, self.generations.pop_front()) {
            self.forgotten = end;
            self.len -= oldest.len;
            self.gone.push(oldest.tables);
        }
    }

    /// Releases a table of those that are gone.
    fn release(&mut self) {
        if let Some(tables) = self.gone.last_mut() {
            tables.pop();
            if tables.is_empty() {
                self.gone.pop();
            }
        }
    }

    fn insert(&mut self, entry: Entry, issued_at: u64, bounds: Bounds) {
        if self.wants_generation(issued_at, bounds) {
            // The first generation covers whatever is not forgotten, including nonces that are older than this one.
            let start = if self.generations.is_empty() {
                self.forgotten
            } else {
                issued_at
            };
            self.generations
                .push_back(Generation::new(start, bounds.limit));
        }
        if let Some(generation) = self.generation_of(issued_at) {
            generation.latest = generation.latest.max(issued_at);
            generation.insert(entry);
            self.len += 1;
        }
    }

    /// Returns whether this nonce begins a new generation. It does if the newest one has its share of time or of
    /// entries, and none of its nonces was issued as late.
    fn wants_generation(&self, issued_at: u64, bounds: Bounds) -> bool {
        let Some(newest) = self.generations.back() else {
            return true;
        };
        let is_old = issued_at.saturating_sub(newest.start) >= bounds.life / GENERATIONS;
        let is_big = newest.len as u64 >= bounds.limit as u64 / GENERATIONS;
        issued_at > newest.latest && (is_old || is_big)
    }
}

/// The times of a nonce.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) issued_at: u64,
    pub(super) expires_at: u64,
}

/// The bounds of a shard.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// The most entries.
    pub(super) limit: usize,
    /// The longest life of a nonce. Objects with lives of their own share a table.
    pub(super) life: u64,
}

impl Times {
    pub(super) fn life(self) -> u64 {
        self.expires_at.saturating_sub(self.issued_at)
    }
}

impl Generation {
    fn new(start: u64, limit: usize) -> Self {
        let share = limit / usize::try_from(GENERATIONS).unwrap_or(1);
        let mut tables = Vec::new();
        tables.resize_with(share.div_ceil(TABLE).max(1), Table::default);
        Self {
            start,
            latest: start,
            len: 0,
            tables,
        }
    }

    /// Returns the table of a key, and the part of the key that is still random in it.
    fn table(&mut self, key: u64) -> Option<(&mut Table, u64)> {
        let (index, rest) = scale(key, self.tables.len());
        Some((self.tables.get_mut(index)?, rest))
    }

    fn find(&mut self, key: u64) -> Option<&mut Entry> {
        let (table, home) = self.table(key)?;
        table.probe(key, home).filter(|entry| !entry.is_free())
    }

    /// Inserts an entry whose key is not there yet.
    fn insert(&mut self, entry: Entry) {
        let count = self.tables.len();
        if let Some((table, home)) = self.table(entry.key) {
            table.insert(entry, home, count);
            self.len += 1;
        }
    }
}

/// Spreads a random number evenly over `0..size`. Returns the place, and a number that is random among those of a place.
fn scale(random: u64, size: usize) -> (usize, u64) {
    let product = u128::from(random) * size as u128;
    let low = u128::from(u64::MAX);
    let place = usize::try_from(product >> 64).unwrap_or_default();
    (place, u64::try_from(product & low).unwrap_or_default())
}

/// A hash table with linear probing. It is between 9/16 and 12/16 full, which makes 43 to 57 bytes an entry.
#[derive(Default)]
struct Table {
    entries: Vec<Entry>,
    len: usize,
}

impl Table {
    /// Inserts an entry whose key is not there yet, into one of `count` tables.
    fn insert(&mut self, entry: Entry, home: u64, count: usize) {
        if (self.len + 1) * 4 > self.entries.len() * 3 {
            self.grow(count);
        }
        if let Some(place) = self.probe(entry.key, home) {
            *place = entry;
            self.len += 1;
        }
    }

    /// Returns the entry of a key, or the free one where it belongs. There is always one.
    fn probe(&mut self, key: u64, home: u64) -> Option<&mut Entry> {
        let (place, _) = scale(home, self.entries.len());
        let (before, after) = self.entries.split_at_mut_checked(place)?;
        after
            .iter_mut()
            .chain(before)
            .find(|entry| entry.is_free() || entry.key == key)
    }

    fn grow(&mut self, count: usize) {
        let size = self.entries.len() / 3 * 4 + 12;
        let entries = mem::replace(&mut self.entries, vec![Entry::FREE; size]);
        for entry in entries.into_iter().filter(|entry| !entry.is_free()) {
            let (_, home) = scale(entry.key, count);
            if let Some(place) = self.probe(entry.key, home) {
                *place = entry;
            }
        }
    }
}
