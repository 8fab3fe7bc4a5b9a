//! The limits of the module on permits, queue, memory and cache.

use std::error::Error;
use std::fmt;
use std::sync::OnceLock;
use std::thread::available_parallelism;
use std::time::Duration;

use super::hash::CURRENT_MEMORY;

/// The number of waiting hashes per permit. At Argon2id's 15 ms, the last in the queue waits about a second.
const QUEUE_PER_PERMIT: usize = 64;
/// The default work memory of a permit. It is as much as OWASP's scrypt (2^17, 8, 1) takes, and twice what argon2-cffi
/// and passlib use.
const MEMORY: usize = 128 << 20;
const CACHE_ENTRIES: usize = 4096;
const CACHE_AGE: Duration = Duration::from_secs(300);
const RETRY_AFTER: Duration = Duration::from_secs(1);

static SET: OnceLock<Limits> = OnceLock::new();

/// The share of the machine that password hashing may take. It is set once, before the first password is verified.
///
/// The defaults are one permit per core, a queue of 64 per permit, 128 MiB of work memory per permit (of which our own
/// hashes take 19), and a cache of 4096 answers for five minutes.
///
/// # Security
///
/// The bounds keep a flood of wrong passwords from taking the whole process, and a hostile stored hash from taking
/// gigabytes. Raise them only as far as the machine can pay for all permits at once.
///
/// ```
/// use std::time::Duration;
/// use httpauth::password::Limits;
///
/// Limits::default()
///     .permits(2)
///     .queue(100)
///     .cache_age(Duration::from_secs(60))
///     .set()?;
/// # Ok::<(), httpauth::password::LimitsAlreadySet>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "limits do nothing until `set`"]
pub struct Limits {
    pub(super) permits: usize,
    /// The length of the queue, `None` for one in proportion to the permits.
    queue: Option<usize>,
    pub(super) memory: usize,
    pub(super) cache_entries: usize,
    pub(super) cache_age: Duration,
    pub(super) retry_after: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            permits: available_parallelism().map_or(1, usize::from),
            queue: None,
            memory: MEMORY,
            cache_entries: CACHE_ENTRIES,
            cache_age: CACHE_AGE,
            retry_after: RETRY_AFTER,
        }
    }
}

impl Limits {
    /// Sets the number of hashes that are computed at once. Zero counts as one.
    ///
    /// ```
    /// use httpauth::password::Limits;
    ///
    /// assert_eq!(Limits::default().permits(0), Limits::default().permits(1));
    /// ```
    pub const fn permits(mut self, permits: usize) -> Self {
        self.permits = if permits == 0 { 1 } else { permits };
        self
    }

    /// Sets the number of hashes that may wait for a permit. The next one is [`Overloaded`](super::Overloaded).
    ///
    /// ```
    /// use httpauth::password::Limits;
    ///
    /// // Refuses whatever finds no free permit.
    /// let limits = Limits::default().queue(0);
    /// assert_ne!(limits, Limits::default());
    /// ```
    pub const fn queue(mut self, queue: usize) -> Self {
        self.queue = Some(queue);
        self
    }

    /// Sets the number of bytes that one permit may work in. A stored hash that needs more is refused.
    ///
    /// The limit is never less than the 19 MiB that [`hash`](super::hash)'s own results need.
    ///
    /// ```
    /// use httpauth::password::Limits;
    ///
    /// let limits = Limits::default().memory(64 << 20);
    /// assert_eq!(limits.memory(0), limits.memory(19 << 20));
    /// ```
    pub const fn memory(mut self, bytes: usize) -> Self {
        self.memory = if bytes < CURRENT_MEMORY {
            CURRENT_MEMORY
        } else {
            bytes
        };
        self
    }

    /// Sets the number of right passwords that are remembered. It is rounded up to a power of two that is at least 128,
    /// and zero keeps none.
    ///
    /// ```
    /// use httpauth::password::Limits;
    ///
    /// let limits = Limits::default().cache_entries(100_000); // at most 4 MiB
    /// assert_ne!(limits, Limits::default());
    /// ```
    pub const fn cache_entries(mut self, entries: usize) -> Self {
        self.cache_entries = entries;
        self
    }

    /// Sets the time for which a right password is remembered. Zero keeps none.
    ///
    /// ```
    /// use std::time::Duration;
    /// use httpauth::password::Limits;
    ///
    /// // Every request is hashed.
    /// let limits = Limits::default().cache_age(Duration::ZERO);
    /// assert_ne!(limits, Limits::default());
    /// ```
    pub const fn cache_age(mut self, age: Duration) -> Self {
        self.cache_age = age;
        self
    }

    /// Sets the time that `Retry-After` names when the queue is full. It is given in whole seconds, at least one.
    ///
    /// ```
    /// use std::time::Duration;
    /// use httpauth::password::Limits;
    ///
    /// let limits = Limits::default().retry_after(Duration::from_secs(5));
    /// assert_ne!(limits, Limits::default());
    /// ```
    pub const fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = wait;
        self
    }

    /// Makes these the limits of this process. Call it before the first [`verify`](super::verify) or
    /// [`hash_async`](super::hash_async).
    ///
    /// [`hash`](super::hash), [`needs_rehash`](super::needs_rehash) and [`usage`](super::usage) do not settle the
    /// limits.
    ///
    /// # Errors
    ///
    /// Returns [`LimitsAlreadySet`] if they were set before, or `verify` or `hash_async` was called under the defaults.
    ///
    /// ```
    /// use httpauth::password::{self, Limits};
    ///
    /// let stored = password::hash("hello")?; // as at start-up
    /// Limits::default().permits(1).set()?;
    /// assert_eq!(password::usage().permits, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set(self) -> Result<(), LimitsAlreadySet> {
        SET.set(self).map_err(|_| LimitsAlreadySet)
    }

    pub(super) fn queue_len(&self) -> usize {
        let default = self.permits.saturating_mul(QUEUE_PER_PERMIT);
        self.queue.unwrap_or(default)
    }

    /// Returns the limits of this process and settles them.
    pub(super) fn settled() -> &'static Self {
        SET.get_or_init(Self::default)
    }

    /// Returns the limits of this process as they stand, without settling them.
    pub(super) fn current() -> Self {
        SET.get().copied().unwrap_or_default()
    }
}

/// The error when the [`Limits`] of this process are already in use.
///
/// ```
/// use httpauth::password::Limits;
///
/// assert_eq!(Limits::default().set(), Ok(()));
/// assert!(Limits::default().set().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LimitsAlreadySet;

impl fmt::Display for LimitsAlreadySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the limits of password hashing are already in use; set them once, before the first `verify` or `hash_async`",
        )
    }
}

impl Error for LimitsAlreadySet {}

/// The present load of password hashing in this process, for a metrics page or a test.
///
/// ```
/// let usage = httpauth::password::usage();
/// assert!(usage.running <= usage.permits);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Usage {
    /// The number of hashes that may be computed at once.
    pub permits: usize,
    /// The number of hashes that are being computed.
    pub running: usize,
    /// The number of hashes that wait for a permit.
    pub queued: usize,
    /// The number of hashes begun since the process started. Answers from the cache add nothing.
    pub hashes: u64,
}
