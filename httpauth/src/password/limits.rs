//! The limits of the module on permits, queue, memory and cache.

use std::error::Error;
use std::fmt;
use std::sync::OnceLock;
use std::thread::available_parallelism;
use std::time::Duration;

use super::format::{Shape, Stored, Unusable};
use super::hash::{CURRENT, CURRENT_MEMORY};

/// The default time that a password may wait for a permit. Whoever waits longer reloads the page.
const WAIT: Duration = Duration::from_secs(1);
/// The default work memory of a permit. It is as much as OWASP's scrypt (2^17, 8, 1) takes, and twice what argon2-cffi
/// and passlib use.
const MEMORY: usize = 128 << 20;
const CACHE_ENTRIES: usize = 4096;
const CACHE_AGE: Duration = Duration::from_secs(300);
const RETRY_AFTER: Duration = Duration::from_secs(1);

static SET: OnceLock<Limits> = OnceLock::new();

/// The share of the machine that password hashing may take. It is set once, before the first password is verified.
///
/// The defaults are one permit per core, a wait of a second, 128 MiB of work memory per permit (of which our own hashes
/// take 19), and a cache of 4096 answers for five minutes.
///
/// # Security
///
/// The bounds keep a flood of wrong passwords from taking the whole process, and a hostile stored hash from taking
/// gigabytes. Raise them only as far as the machine can pay for all permits at once.
///
/// # Example
///
/// ```
/// use std::time::Duration;
/// use httpauth::password::{self, Limits, LimitsError};
///
/// Limits::default()
///     .permits(2)
///     .wait(Duration::from_millis(500))
///     .memory(64 << 20)
///     .cache_entries(100_000) // at most 4 MiB, and 64 MiB for the lane
///     .cache_age(Duration::from_secs(60))
///     .retry_after(Duration::from_secs(5))
///     .set()?;
///
/// assert_eq!(password::usage().permits, 2);
/// assert_eq!(Limits::default().set(), Err(LimitsError::AlreadySet));
/// # Ok::<(), LimitsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "limits do nothing until `set`"]
pub struct Limits {
    pub(super) permits: usize,
    pub(super) wait: Duration,
    pub(super) memory: usize,
    pub(super) cache_entries: usize,
    pub(super) cache_age: Duration,
    pub(super) retry_after: Duration,
    /// The work for an unknown user, `None` for that of a new hash. It keeps nothing of the hash but its cost.
    decoy: Option<Result<Shape, Unusable>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            permits: available_parallelism().map_or(1, usize::from),
            wait: WAIT,
            memory: MEMORY,
            cache_entries: CACHE_ENTRIES,
            cache_age: CACHE_AGE,
            retry_after: RETRY_AFTER,
            decoy: None,
        }
    }
}

impl Limits {
    /// Sets the number of hashes that are computed at once. Zero counts as one.
    ///
    /// # Example
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

    /// Sets the time that a password may wait for a permit, as estimated from the hashes before. The next one is
    /// [`Overloaded`](super::Overloaded).
    ///
    /// A hash of a second queues a few others at most, and one of a millisecond a thousand for each permit. The number is
    /// bounded too, at 256 per permit. A password that has waited twice as long, and at least a second, is refused when
    /// its turn comes, since the estimate was wrong. Zero refuses whatever finds no free permit.
    pub const fn wait(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Names the work for an unknown user, which is that for the hash `stored`. The default is that of
    /// [`hash`](super::hash).
    ///
    /// A table that moved over has hashes of another kind. Take one of them, or make one for a password that nobody has.
    /// Only its kind and cost matter, and only they are kept.
    ///
    /// # Errors
    ///
    /// A hash that cannot be used is an error of [`set`](Self::set), which knows the limit of memory too.
    ///
    /// # Security
    ///
    /// Without it, time tells who exists in a table of another kind. A table of several kinds or costs can be told apart
    /// by time in any case, until [`needs_rehash`](super::needs_rehash) has moved its users.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::password::Limits;
    ///
    /// // All users have bcrypt hashes of cost 12.
    /// let limits = Limits::default().decoy("$2b$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q");
    /// limits.set()?;
    /// # Ok::<(), httpauth::password::LimitsError>(())
    /// ```
    pub fn decoy(mut self, stored: &str) -> Self {
        let read = Stored::parse(stored, usize::MAX);
        self.decoy = Some(read.map(|stored| stored.shape()));
        self
    }

    /// Sets the number of bytes that one permit may work in. A stored hash that needs more is refused.
    ///
    /// The limit is never less than the 19 MiB that [`hash`](super::hash)'s own results need.
    ///
    /// # Example
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
    /// and zero keeps none. For each of them there is room for sixteen pairs that were right before, which have a lane of
    /// their own.
    pub const fn cache_entries(mut self, entries: usize) -> Self {
        self.cache_entries = entries;
        self
    }

    /// Sets the time for which a right password is remembered, which is ten years at most. Zero keeps none, so that
    /// every request is hashed.
    pub const fn cache_age(mut self, age: Duration) -> Self {
        self.cache_age = age;
        self
    }

    /// Sets the time that `Retry-After` names when the queue is full. It is given in whole seconds, at least one.
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
    /// Returns [`LimitsError`] if they were set before, or `verify` or `hash_async` was called under the defaults. Also if
    /// the [`decoy`](Self::decoy) cannot be used.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::password::{self, Limits};
    ///
    /// let stored = password::hash("hello")?; // as at start-up
    /// Limits::default().permits(1).set()?;
    /// assert_eq!(password::usage().permits, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set(self) -> Result<(), LimitsError> {
        if let Some(decoy) = self.decoy {
            let usable = decoy.and_then(|shape| shape.check(self.memory));
            usable.map_err(|_| LimitsError::UnusableDecoy)?;
        }
        SET.set(self).map_err(|_| LimitsError::AlreadySet)
    }

    /// Returns the work for an unknown user.
    pub(super) fn decoy_shape(&self) -> Shape {
        self.decoy.and_then(Result::ok).unwrap_or(CURRENT)
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

/// The reason why [`Limits`] could not be set.
///
/// # Example
///
/// ```
/// use httpauth::password::{Limits, LimitsError};
///
/// assert_eq!(Limits::default().decoy("sesame").set(), Err(LimitsError::UnusableDecoy));
/// assert_eq!(Limits::default().set(), Ok(()));
/// assert_eq!(Limits::default().set(), Err(LimitsError::AlreadySet));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LimitsError {
    /// Limits that are in use already, since they were set or something was verified before.
    AlreadySet,
    /// A [`decoy`](Limits::decoy) that is no hash of a known format, or needs more memory or time than is granted.
    UnusableDecoy,
}

impl fmt::Display for LimitsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AlreadySet => {
                "the limits of password hashing are already in use; set them once, before the first `verify` or \
                 `hash_async`"
            }
            Self::UnusableDecoy => "the decoy is no stored hash that could be verified",
        })
    }
}

impl Error for LimitsError {}

/// The present load of password hashing in this process, for a metrics page or a test.
///
/// # Example
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
    /// The number of passwords that came without a [`client`](super::Verify::client), and were not answered from the
    /// cache. The queue is fair to them only as a whole, so that a stranger can hold all of them off.
    pub without_client: u64,
}
