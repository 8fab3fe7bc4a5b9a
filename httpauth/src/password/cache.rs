//! A cache of positive answers that is fixed in size, bounded in age and free of plain secrets.
//!
//! It is built like a processor's cache, in which a tag may stand only in the eight places of one set. That makes the
//! bound exact and the memory constant. A lookup scans eight numbers and needs no list of the order of arrival.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use zeroize::Zeroize as _;

use super::key::Tag;
use crate::lock::lock;

const WAYS: usize = 8;
/// The number of shards, each with a lock. Cores that serve different users rarely meet at one of them.
const SHARDS: usize = 16;
/// The most answers that a cache is made for. More than 16 million would be a database, and half a gigabyte.
const MAX_ENTRIES: usize = 1 << 24;
/// The longest that an answer lives, ten years. A clock cannot tell the end of every [`Duration`], and an answer without an
/// end would not be kept at all.
const MAX_AGE: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

#[derive(Clone, Copy, Default)]
struct Entry {
    tag: u128,
    /// The end of the answer's life, `None` if the entry is empty.
    until: Option<Instant>,
}

impl Entry {
    fn is_live(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    fn wipe(&mut self) {
        self.tag.zeroize();
        self.until = None;
    }
}

type Set = [Entry; WAYS];

/// The tags that were verified a short while ago.
pub(super) struct Cache {
    /// The locked parts of the cache. There are none if the cache is switched off.
    shards: Box<[Mutex<Vec<Set>>]>,
    /// The number of sets of a shard, a power of two. A shard allocates its sets at its first entry.
    sets: usize,
    age: Duration,
    /// The number of entries that hold anything, live or not.
    occupied: AtomicUsize,
}

impl Cache {
    /// Creates a cache for at least `entries` answers, each of which lives for `age`, within [`MAX_AGE`]. It keeps no
    /// answer if either is zero.
    pub(super) fn new(entries: usize, age: Duration) -> Self {
        let entries = entries.min(MAX_ENTRIES);
        let off = entries == 0 || age.is_zero();
        let shards = if off { 0 } else { SHARDS };
        Self {
            shards: (0..shards).map(|_| Mutex::default()).collect(),
            sets: entries.div_ceil(WAYS * SHARDS).next_power_of_two(),
            age: age.min(MAX_AGE),
            occupied: AtomicUsize::new(0),
        }
    }

    /// Returns whether `tag` was inserted and is neither too old nor displaced.
    pub(super) fn contains(&self, tag: Tag, now: Instant) -> bool {
        let Some((shard, set)) = self.place(tag) else {
            return false;
        };
        let sets = lock(shard);
        // There is no early exit, so all eight are compared wherever the tag stands.
        sets.get(set).is_some_and(|set| {
            set.iter().fold(false, |hit, entry| {
                hit | ((entry.tag == tag.0) & entry.is_live(now))
            })
        })
    }

    /// Remembers `tag` in place of the answer in its set with the least time left. It also wipes the answers that are
    /// too old.
    pub(super) fn insert(&self, tag: Tag, now: Instant) {
        let (Some((shard, set)), Some(until)) = (self.place(tag), now.checked_add(self.age)) else {
            return;
        };
        let mut sets = lock(shard);
        if sets.is_empty() {
            sets.resize(self.sets, Set::default());
        }
        let swept = sweep(&mut sets, now);
        // The tag's own old entry comes first, then an empty one, since `None` sorts before every time, and then the
        // oldest.
        let entry = sets.get_mut(set).and_then(|set| {
            set.iter_mut()
                .min_by_key(|entry| (entry.tag != tag.0, entry.until))
        });
        if let Some(entry) = entry {
            let more = usize::from(entry.until.is_none());
            *entry = Entry {
                tag: tag.0,
                until: Some(until),
            };
            // The shard is locked, so that nothing is swept before it was counted.
            self.occupied.fetch_add(more, Ordering::Relaxed);
            self.occupied.fetch_sub(swept, Ordering::Relaxed);
        }
    }

    /// Returns the number of answers that are held, with those that are too old and not yet wiped.
    pub(super) fn len(&self) -> usize {
        self.occupied.load(Ordering::Relaxed)
    }

    /// Returns the number of entries that hold anything at all, counted one by one.
    #[cfg(test)]
    pub(super) fn occupied(&self) -> usize {
        let holds = |entry: &&Entry| entry.tag != 0 || entry.until.is_some();
        let count = |sets: &Vec<Set>| sets.iter().flatten().filter(holds).count();
        self.shards.iter().map(|shard| count(&lock(shard))).sum()
    }

    /// Returns the shard and the index of the set where `tag` belongs. Tags are uniform, so any of their bits serve.
    #[allow(clippy::cast_possible_truncation)] // the low bits are what is wanted
    fn place(&self, Tag(tag): Tag) -> Option<(&Mutex<Vec<Set>>, usize)> {
        let set = (tag >> 64) as usize & (self.sets - 1);
        Some((self.shards.get(tag as usize % SHARDS)?, set))
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        for shard in &self.shards {
            lock(shard).iter_mut().flatten().for_each(Entry::wipe);
        }
    }
}

/// Wipes the entries that are no longer live, and returns how many these were. An old tag is still a fast way to test guesses
/// for whoever reads this process's memory.
fn sweep(sets: &mut [Set], now: Instant) -> usize {
    let mut swept = 0;
    for entry in sets.iter_mut().flatten() {
        if entry.until.is_some() && !entry.is_live(now) {
            swept += 1;
            entry.wipe();
        }
    }
    swept
}
