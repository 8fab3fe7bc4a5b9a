//! The table of used counts, with one generation of nonces for each span of expiries. A generation is a hash table of
//! windows.
//!
//! The expiry of a nonce tells its generation, so a lookup touches one table. A generation that has expired, or has to
//! make room, goes as a whole, so nothing is ever searched for things to drop.

use std::{collections::VecDeque, mem, num::NonZeroU32};

use super::Claim;

/// The number of generations that the nonces of one life, or of a full shard, are spread over. An entry stays at most
/// an eighth of a life too long, and an eviction takes at most about an eighth of the entries.
const GENERATIONS: u64 = 8;

/// One lock's share of the table. All times are expiries in milliseconds.
pub(super) struct Shard {
    /// The generations in the order of their expiry. Together they cover every expiry from `forgotten` on.
    generations: VecDeque<Generation>,
    /// The time before which expiries are forgotten. Nonces that expire before it may have had an entry that is gone,
    /// so they are never accepted again.
    forgotten: u64,
    len: usize,
}

/// The nonces that expire from `start` on, and before the next generation starts.
struct Generation {
    start: u64,
    latest: u64,
    table: Table,
}

impl Shard {
    pub(super) const fn new() -> Self {
        Self {
            generations: VecDeque::new(),
            forgotten: 0,
            len: 0,
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
        let slots = |generation: &Generation| generation.table.slots.capacity() * size_of::<Slot>();
        self.generations.capacity() * size_of::<Generation>()
            + self.generations.iter().map(slots).sum::<usize>()
    }

    /// Claims a count. The clock is read only for a nonce without an entry, because entries are dropped only then.
    pub(super) fn claim(
        &mut self,
        key: u64,
        expires_at: u64,
        nc: NonZeroU32,
        limit: usize,
        now: impl FnOnce() -> u64,
    ) -> Claim {
        if let Some(generation) = self.generation_of(expires_at)
            && let Some(slot) = generation.table.find(key)
        {
            return slot.claim(nc);
        }
        let now = now();
        self.drop_expired(now);
        if self.len >= limit && expires_at >= self.forgotten {
            self.drop_oldest();
        }
        // This comes last, and goes by the mark rather than the clock. A request that was verified just before its
        // nonce expired may get here after the nonce's entry has gone, and has to find that out.
        if expires_at < self.forgotten || expires_at <= now {
            return Claim::Stale;
        }
        self.insert(Slot::first_use(key, nc), expires_at, now, limit);
        Claim::Accepted
    }

    fn generation_of(&mut self, expires_at: u64) -> Option<&mut Generation> {
        let mut newest_first = self.generations.iter_mut().rev();
        newest_first.find(|generation| generation.start <= expires_at)
    }

    fn drop_expired(&mut self, now: u64) {
        while self.end_of_oldest().is_some_and(|end| end <= now) {
            self.drop_oldest();
        }
    }

    /// Returns the time before which all nonces of the oldest generation expire.
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
            self.len -= oldest.table.len;
        }
    }

    fn insert(&mut self, slot: Slot, expires_at: u64, now: u64, limit: usize) {
        if self.wants_generation(expires_at, now, limit) {
            // The first generation covers whatever is not forgotten, including nonces that are older than this one.
            let start = if self.generations.is_empty() {
                self.forgotten
            } else {
                expires_at
            };
            self.generations.push_back(Generation {
                start,
                latest: expires_at,
                table: Table::default(),
            });
        }
        if let Some(generation) = self.generation_of(expires_at) {
            generation.latest = generation.latest.max(expires_at);
            generation.table.insert(slot);
            self.len += 1;
        }
    }

    /// Returns whether this nonce begins a new generation. It does if the newest one has its share of time or of
    /// entries, and none of its nonces expires as late.
    fn wants_generation(&self, expires_at: u64, now: u64, limit: usize) -> bool {
        let Some(newest) = self.generations.back() else {
            return true;
        };
        let life = expires_at.saturating_sub(now);
        let is_old = expires_at.saturating_sub(newest.start) >= life / GENERATIONS;
        let is_big = newest.table.len as u64 >= limit as u64 / GENERATIONS;
        expires_at > newest.latest && (is_old || is_big)
    }
}

/// A hash table with linear probing. It is between 9/16 and 12/16 full, which makes 43 to 57 bytes an entry.
#[derive(Default)]
struct Table {
    slots: Vec<Slot>,
    len: usize,
}

impl Table {
    fn find(&mut self, key: u64) -> Option<&mut Slot> {
        self.probe(key).filter(|slot| !slot.is_free())
    }

    /// Inserts an entry whose key is not there yet.
    fn insert(&mut self, entry: Slot) {
        if (self.len + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        if let Some(slot) = self.probe(entry.key) {
            *slot = entry;
            self.len += 1;
        }
    }

    /// Returns the slot of a key, or the free one where it belongs. There is always one.
    fn probe(&mut self, key: u64) -> Option<&mut Slot> {
        // The upper half of a product spreads a random key evenly over any number of slots.
        let home = (u128::from(key) * self.slots.len() as u128) >> 64;
        let (before, after) = self
            .slots
            .split_at_mut_checked(usize::try_from(home).ok()?)?;
        after
            .iter_mut()
            .chain(before)
            .find(|slot| slot.is_free() || slot.key == key)
    }

    fn grow(&mut self) {
        let size = self.slots.len() / 3 * 4 + 12;
        let entries = mem::replace(&mut self.slots, vec![Slot::FREE; size]);
        for entry in entries.into_iter().filter(|slot| !slot.is_free()) {
            if let Some(slot) = self.probe(entry.key) {
                *slot = entry;
            }
        }
    }
}

/// A nonce and its window. The window is the highest count used, and which of the counts up to it.
///
/// Half the MAC is enough of a key. If two of a million live nonces ever share it (1 in 30 million), they share their
/// counts too, so a count may be refused but none is accepted twice.
#[derive(Clone, Copy)]
#[repr(align(32))] // never on two cache lines
struct Slot {
    /// The used counts of the window. Bit `n` is the count `highest - n`.
    used: u128,
    key: u64,
    /// The highest used count. No count is zero, so zero says that the slot is free.
    highest: u32,
}

impl Slot {
    const FREE: Self = Self {
        used: 0,
        key: 0,
        highest: 0,
    };

    fn first_use(key: u64, nc: NonZeroU32) -> Self {
        Self {
            used: 1,
            key,
            highest: nc.get(),
        }
    }

    fn is_free(&self) -> bool {
        self.highest == 0
    }

    fn claim(&mut self, nc: NonZeroU32) -> Claim {
        let nc = nc.get();
        if nc > self.highest {
            // A jump beyond the window leaves nothing of it.
            self.used = self.used.checked_shl(nc - self.highest).unwrap_or(0) | 1;
            self.highest = nc;
            return Claim::Accepted;
        }
        // Nothing is known of the counts below the window, and a count that is not known to be free is used.
        let Some(bit) = 1_u128.checked_shl(self.highest - nc) else {
            return Claim::Replayed;
        };
        if self.used & bit != 0 {
            return Claim::Replayed;
        }
        self.used |= bit;
        Claim::Accepted
    }
}
