//! The trait of the stores that keep used counts, and the store in memory.

use std::{
    fmt,
    num::NonZeroU32,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{
    Nonce, NonceKey, RngError, millis, process_clock,
    table::{Bounds, Shard, Times},
};
use crate::lock::lock;
use crate::pointers::pointers;

/// The result of claiming a count of a nonce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Claim {
    /// A count that was free and is used from now on. This one request may pass.
    Accepted,
    /// A count that was used before, or is too far below the highest used one to tell.
    Replayed,
    /// A nonce of which the store no longer knows the used counts. The client should take a new one.
    Stale,
}

/// The memory of a protection space, which is the key of its nonces, its clock, and the counts that were used.
///
/// All processes that share a store's data share the protection space, so that the nonces of one process are good at
/// all of them. The guard calls [`claim`](Self::claim) for right responses only, so no stranger can fill a store.
///
/// # Security
///
/// - `claim` must be **atomic**. Of any number of simultaneous calls for one nonce and count, in all processes, at most
///   one may be [`Claim::Accepted`].
/// - A store may forget a nonce, but then has to remember *that* it did, and answer [`Claim::Stale`]. For a nonce that
///   is past [`Nonce::expires_at`] the clock remembers it. Compare with that **inside** the atomic step, with the clock
///   that also drops the entries.
/// - The clock must never go back while entries are dropped by it.
///
/// # Example
///
/// A store over a shared map. For Redis there is `RedisNonces` (feature `redis`).
///
/// ```
/// use std::{collections::BTreeSet, convert::Infallible, num::NonZeroU32, sync::Mutex, time::Duration};
/// use httpauth::digest::{Claim, Nonce, NonceKey, NonceStore, unix_clock};
///
/// struct Shared {
///     key: NonceKey, // NonceKey::from_secret(..), the same in every process
///     used: Mutex<BTreeSet<(Duration, u128, NonZeroU32)>>,
/// }
///
/// impl NonceStore for Shared {
///     type Error = Infallible;
///
///     fn key(&self) -> Result<&NonceKey, Infallible> {
///         Ok(&self.key)
///     }
///
///     fn now(&self) -> Duration {
///         unix_clock()
///     }
///
///     async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, Infallible> {
///         let mut used = self.used.lock().unwrap();
///         let now = unix_clock(); // read under the lock
///         used.retain(|(expires_at, ..)| *expires_at > now);
///         Ok(if nonce.expires_at() <= now {
///             Claim::Stale
///         } else if used.insert((nonce.expires_at(), nonce.id(), nc)) {
///             Claim::Accepted
///         } else {
///             Claim::Replayed
///         })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a nonce store",
    note = "implement `NonceStore` for it, or leave `nonces = ..` out to count in memory"
)]
pub trait NonceStore: Send + Sync {
    /// The error of a store that cannot answer. The request is then refused with 503.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Returns the key that nonces are issued and verified with.
    ///
    /// # Errors
    ///
    /// If the store has no key.
    fn key(&self) -> Result<&NonceKey, Self::Error>;

    /// Returns the time since some fixed moment. The moment is the same for all who share [`key`](Self::key).
    fn now(&self) -> Duration {
        process_clock()
    }

    /// Claims count `nc` of `nonce`, unless it was used before. See *Security* above.
    ///
    /// # Errors
    ///
    /// If the store cannot tell. Nobody passes then.
    fn claim(
        &self,
        nonce: &Nonce,
        nc: NonZeroU32,
    ) -> impl Future<Output = Result<Claim, Self::Error>> + Send;
}

const SHARDS: usize = 16;

/// The used counts in the memory of this process, under a random key of its own. This is the default store.
///
/// For each nonce it keeps the highest count and which of the 127 below were used, in at most 64 bytes. When there are
/// more nonces than it may hold, those that were issued first go. They and all that are no younger are [`Claim::Stale`]
/// from then on, so room is never made by letting a count be used twice. After a restart there is a new key, under
/// which no older nonce verifies.
///
/// A fork, or a snapshot of the machine that runs twice, has the same key and counts by itself. A count that was used at one
/// is free at the other. Fork before the first request, or share a store.
pub struct MemoryNonces {
    key: OnceLock<NonceKey>,
    shards: [Padded; SHARDS],
    shard_limit: usize,
    /// The longest life of a nonce, in milliseconds.
    life: AtomicU64,
    clock: fn() -> Duration,
}

/// A shard on a cache line of its own, so that threads with different nonces do not disturb each other.
#[repr(align(64))]
struct Padded(Mutex<Shard>);

impl MemoryNonces {
    /// Returns a store for about a million live nonces (64 MiB). The memory is taken as it is needed.
    #[must_use]
    pub const fn new() -> Self {
        Self::with_capacity(1 << 20)
    }

    /// Returns a store for at most about this many live nonces.
    #[must_use]
    pub const fn with_capacity(nonces: usize) -> Self {
        Self::with_clock(nonces, process_clock)
    }

    pub(super) const fn with_clock(nonces: usize, clock: fn() -> Duration) -> Self {
        Self {
            key: OnceLock::new(),
            shards: [const { Padded(Mutex::new(Shard::new())) }; SHARDS],
            shard_limit: nonces.div_ceil(SHARDS),
            life: AtomicU64::new(0),
            clock,
        }
    }

    /// Returns the number of nonces that it holds at the moment.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sum(Shard::len)
    }

    /// Returns whether it holds no nonce.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.sum(Shard::bytes)
    }

    #[cfg(test)]
    pub(super) fn generations(&self) -> usize {
        self.sum(Shard::generations)
    }

    fn sum(&self, of: impl Fn(&Shard) -> usize) -> usize {
        let of_shard = |Padded(shard): &Padded| of(&lock(shard));
        self.shards.iter().map(of_shard).sum()
    }

    /// Claims a count, without waiting.
    pub(super) fn claim_now(&self, nonce: &Nonce, nc: NonZeroU32) -> Claim {
        // The MAC is random to anyone without the key, so its bits serve as they are and no hashing is needed.
        let [high, low] = halves(nonce.id());
        let Some(shard) = usize::try_from(low)
            .ok()
            .and_then(|low| self.shards.get(low % SHARDS))
        else {
            return Claim::Stale;
        };
        let times = Times {
            issued_at: nonce.issued_at,
            expires_at: nonce.expires_at,
        };
        let mut life = self.life.load(Ordering::Relaxed);
        if life < times.life() {
            life = self
                .life
                .fetch_max(times.life(), Ordering::Relaxed)
                .max(times.life());
        }
        let bounds = Bounds {
            limit: self.shard_limit,
            life,
        };
        // Nothing panics under the lock. If something did, no half-made entry could be seen as a free count.
        let mut shard = lock(&shard.0);
        shard.claim(high, times, nc, bounds, || millis((self.clock)()))
    }
}

fn halves(id: u128) -> [u64; 2] {
    let low = u128::from(u64::MAX);
    [id >> 64, id & low].map(|half| u64::try_from(half).unwrap_or_default())
}

impl Default for MemoryNonces {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryNonces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryNonces")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

impl NonceStore for MemoryNonces {
    type Error = RngError;

    fn key(&self) -> Result<&NonceKey, RngError> {
        match self.key.get() {
            Some(key) => Ok(key),
            // Two threads may both make one, and all use the one that arrives first.
            None => NonceKey::random().map(|key| self.key.get_or_init(|| key)),
        }
    }

    fn now(&self) -> Duration {
        (self.clock)()
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, RngError> {
        Ok(self.claim_now(nonce, nc))
    }
}

pointers!(NonceStore {
    type Error = T::Error;

    fn key(&self) -> Result<&NonceKey, T::Error> {
        T::key(self)
    }

    fn now(&self) -> Duration {
        T::now(self)
    }

    fn claim(
        &self,
        nonce: &Nonce,
        nc: NonZeroU32,
    ) -> impl Future<Output = Result<Claim, T::Error>> + Send {
        T::claim(self, nonce, nc)
    }
});
