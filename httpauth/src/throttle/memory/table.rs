//! A bounded table of what is known of pairs, clients or users, by keyed hashes.
//!
//! Each shard has two generations, and what is asked for moves to the younger one. When that has its share of time or of
//! entries, the older one goes as a whole. So nothing is ever searched for things to drop, and what goes was not asked for
//! since a generation began. Two are enough here, where the nonce table has eight. That one must remember what it forgot.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};

use crate::lock::lock;

const SHARDS: usize = 16;

/// The hasher of keys that are hashes under a secret key, so that nobody can choose two of one place.
#[derive(Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type Map<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// The table.
pub(super) struct Table<V> {
    shards: [Padded<V>; SHARDS],
    len: AtomicUsize,
}

/// A shard on a cache line of its own, so that threads with different keys do not disturb each other.
#[repr(align(64))]
struct Padded<V>(Mutex<Shard<V>>);

/// One lock's share of the table.
struct Shard<V> {
    young: Map<V>,
    old: Map<V>,
    /// The time when the younger generation began, in milliseconds.
    begun_at: u64,
}

/// The bounds of a table.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// The most entries.
    pub(super) capacity: usize,
    /// The milliseconds after which an entry means nothing.
    pub(super) life: u64,
}

impl<V> Table<V> {
    pub(super) const fn new() -> Self {
        Self {
            shards: [const {
                Padded(Mutex::new(Shard {
                    young: HashMap::with_hasher(BuildHasherDefault::new()),
                    old: HashMap::with_hasher(BuildHasherDefault::new()),
                    begun_at: 0,
                }))
            }; SHARDS],
            len: AtomicUsize::new(0),
        }
    }

    /// Returns the number of entries, without a lock.
    #[cfg(any(test, feature = "metrics"))]
    pub(super) fn len(&self) -> usize {
        self.len.load(Ordering::Relaxed)
    }

    /// Locks the shard of a key.
    pub(super) fn entry(&self, key: u64, bounds: Bounds, now: u64) -> Entry<'_, V> {
        // The map takes the lowest and the highest bits.
        let shard = usize::try_from(key >> 40).unwrap_or_default() % SHARDS;
        let [first, ..] = &self.shards;
        let Padded(shard) = self.shards.get(shard).unwrap_or(first);
        let bounds = Bounds {
            capacity: (bounds.capacity / SHARDS / 2).max(1),
            ..bounds
        };
        Entry {
            // Nothing panics under the lock.
            shard: lock(shard),
            len: &self.len,
            key,
            bounds,
            now,
        }
    }
}

/// The place of a key, whose shard is locked.
pub(super) struct Entry<'t, V> {
    shard: MutexGuard<'t, Shard<V>>,
    len: &'t AtomicUsize,
    key: u64,
    bounds: Bounds,
    now: u64,
}

impl<V: Default> Entry<'_, V> {
    /// Returns the value, if there is one, and keeps it for another generation.
    pub(super) fn find(&mut self) -> Option<&mut V> {
        self.begin_generation(false);
        if !self.shard.young.contains_key(&self.key) {
            let value = self.shard.old.remove(&self.key)?;
            self.insert(value);
        }
        self.shard.young.get_mut(&self.key)
    }

    /// Calls a function on the value, which is a new one if there is none.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut V)) {
        if self.find().is_none() {
            self.insert(V::default());
            self.len.fetch_add(1, Ordering::Relaxed);
        }
        if let Some(value) = self.shard.young.get_mut(&self.key) {
            change(value);
        }
    }

    /// Removes the value.
    pub(super) fn remove(&mut self) {
        let removed = self.shard.young.remove(&self.key);
        if removed
            .or_else(|| self.shard.old.remove(&self.key))
            .is_some()
        {
            self.len.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn insert(&mut self, value: V) {
        self.begin_generation(true);
        self.shard.young.insert(self.key, value);
    }

    /// Begins a generation if the younger one has its share of time, or of entries where one more is to come.
    fn begin_generation(&mut self, one_more: bool) {
        let (bounds, now) = (self.bounds, self.now);
        let age = now.saturating_sub(self.shard.begun_at);
        let is_full = one_more && self.shard.young.len() >= bounds.capacity;
        if age < bounds.life && !is_full {
            return;
        }
        let mut dropped = self.shard.old.len();
        let young = mem::take(&mut self.shard.young);
        // After two lives the younger one means nothing either.
        if age / 2 >= bounds.life {
            dropped += young.len();
            self.shard.old = Map::default();
        } else {
            self.shard.old = young;
        }
        self.shard.begun_at = now.max(self.shard.begun_at);
        self.len.fetch_sub(dropped, Ordering::Relaxed);
    }
}
