//! Where used counts are kept: the trait, and the store in memory.

use std::{
    fmt,
    num::NonZeroU32,
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use super::{Nonce, NonceKey, RngError, millis, table::Shard};

/// What a store says to a request that wants to use a count of a nonce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Claim {
    /// The count was free and is used from now on: this one request may pass.
    Accepted,
    /// The count was used before, or is too far below the highest used one to tell.
    Replayed,
    /// The store no longer knows what was used of this nonce; the client should take a new one.
    Stale,
}

/// The memory of a protection space: the key of its nonces, its clock, and which counts were used.
///
/// All processes that share a store's data share the protection space: nonces of one are good at all.
/// The guard calls [`claim`](Self::claim) for right responses only, so no stranger can fill a store.
///
/// # Security
///
/// - `claim` must be **atomic**: of any number of simultaneous calls for one nonce and count, in all
///   processes, at most one may be [`Claim::Accepted`].
/// - A store may forget a nonce, but then has to remember *that* it did, and answer [`Claim::Stale`]. For
///   a nonce that is past [`Nonce::expires_at`] the clock remembers it; compare with that **inside** the
///   atomic step, with the clock that also drops the entries.
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
    message = "`{Self}` is no store for nonces",
    note = "implement `NonceStore` for it, or leave `nonces = ..` out to count in memory"
)]
pub trait NonceStore: Send + Sync {
    /// Why the store cannot answer; the request is then refused with 503.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The key that nonces are issued and verified with.
    ///
    /// # Errors
    ///
    /// If there is no key to be had.
    fn key(&self) -> Result<&NonceKey, Self::Error>;

    /// The time since some fixed moment, the same moment for all who share [`key`](Self::key).
    fn now(&self) -> Duration {
        process_clock()
    }

    /// Uses count `nc` of `nonce`, unless it was used before; see *Security* above.
    ///
    /// # Errors
    ///
    /// If the store cannot tell; nobody passes then.
    fn claim(
        &self,
        nonce: &Nonce,
        nc: NonZeroU32,
    ) -> impl Future<Output = Result<Claim, Self::Error>> + Send;
}

/// The time since this process first asked, monotonic: stepping the wall clock does not touch it.
#[must_use]
pub fn process_clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// The time since 1970, for stores that several processes share.
///
/// The wall clock is read once a process and the monotonic one from then on, so that stepping it changes
/// nothing for a running process.
#[must_use]
pub fn unix_clock() -> Duration {
    static START: LazyLock<Duration> = LazyLock::new(|| {
        let unix = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        unix.unwrap_or_default().saturating_sub(process_clock())
    });
    START.saturating_add(process_clock())
}

const SHARDS: usize = 16;

/// Used counts in the memory of this process, under a random key of its own: the default store.
///
/// For each nonce it keeps the highest count and which of the 127 below were used, in at most 64 bytes.
/// When there are more nonces than it may hold, those that expire first go, and they and all that
/// expire no later are [`Claim::Stale`] from then on: room is never made by letting a count be used twice.
/// After a restart there is a new key, so all older nonces are strangers.
pub struct MemoryNonces {
    key: OnceLock<NonceKey>,
    shards: [Padded; SHARDS],
    shard_limit: usize,
    clock: fn() -> Duration,
}

/// A shard on a cache line of its own, lest threads with different nonces disturb each other.
#[repr(align(64))]
struct Padded(Mutex<Shard>);

impl MemoryNonces {
    /// A store for about a million live nonces (64 MiB), the memory being taken as it is needed.
    #[must_use]
    pub const fn new() -> Self {
        Self::with_capacity(1 << 20)
    }

    /// A store for at most about so many live nonces.
    #[must_use]
    pub const fn with_capacity(nonces: usize) -> Self {
        Self::with_clock(nonces, process_clock)
    }

    pub(super) const fn with_clock(nonces: usize, clock: fn() -> Duration) -> Self {
        Self {
            key: OnceLock::new(),
            shards: [const { Padded(Mutex::new(Shard::new())) }; SHARDS],
            shard_limit: nonces.div_ceil(SHARDS),
            clock,
        }
    }

    /// How many nonces it holds at the moment.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sum(Shard::len)
    }

    /// Whether it holds no nonce.
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
        let lock = |shard: &Padded| of(&shard.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.shards.iter().map(lock).sum()
    }

    /// Uses a count, at once.
    pub(super) fn claim_now(&self, nonce: &Nonce, nc: NonZeroU32) -> Claim {
        // The MAC is random to anyone without the key: its bits serve as they are, no hashing needed.
        let [high, low] = halves(nonce.id());
        let Some(shard) = usize::try_from(low)
            .ok()
            .and_then(|low| self.shards.get(low % SHARDS))
        else {
            return Claim::Stale;
        };
        // Nothing panics under the lock; if it did, no half-made entry could be seen as a free count.
        let mut shard = shard.0.lock().unwrap_or_else(PoisonError::into_inner);
        shard.claim(high, nonce.expires_at, nc, self.shard_limit, || {
            millis((self.clock)())
        })
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
            // Two threads may both make one; the first to arrive is everybody's.
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

/// A store is used by reference too: the default one is a static of the process.
impl<T: NonceStore> NonceStore for &T {
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
}

/// A store is shared by the router's state.
impl<T: NonceStore> NonceStore for Arc<T> {
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
}
