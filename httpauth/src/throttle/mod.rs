#![doc = include_str!("../../docs/throttle.md")]

mod attempt;
mod limits;
mod memory;
#[cfg(feature = "redis")]
mod redis;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "redis")]
pub use self::redis::RedisThrottle;
pub use attempt::{Attempt, ThrottleKey};
pub use limits::Limits;
pub use memory::MemoryThrottle;

use crate::pointers::pointers;

/// The answer of a throttle to an attempt that is about to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Admission {
    /// An attempt that may begin. It is in flight until [`Throttle::end`].
    Admitted,
    /// An attempt that may begin, by a client that got in as this user before.
    Known,
    /// An attempt that has to wait, since those in flight would reach a limit if they all failed.
    Busy,
    /// An attempt that may not begin, since a limit is reached.
    Refused {
        /// The time until another attempt may begin.
        retry_after: Duration,
    },
}

/// The verdict on the credentials of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Right credentials. They forget the failures of the pair, and make the client known to the user.
    Right,
    /// Wrong credentials, which count as a failure of the pair, the client and the user.
    Wrong,
    /// Credentials whose client went away while they were judged. They count as a failure of the client, and of the user
    /// unless the client is known.
    ///
    /// # Security
    ///
    /// A right password may be found sooner than a wrong one, as in a cache of those that were right. A client could guess
    /// uncounted that always leaves before it is told that it was wrong, and no success may forget what counts here.
    Abandoned,
    /// Credentials that were not judged, since the callback answered 5xx. Ten of these count as a failure of the pair, the
    /// client and the user.
    ///
    /// # Security
    ///
    /// Under load wrong passwords alone may fail. Counted in full, they would turn an outage into a lock-out.
    Failed,
    /// Credentials that were not judged, or whose judgement tells nothing of the password. They change nothing.
    Unjudged,
}

/// The memory of failed attempts, which decides whether another one may begin.
///
/// The guard asks [`begin`](Self::begin) before the callback that verifies, and says by [`end`](Self::end) what came of the
/// attempt, also if the client went away before.
///
/// # Security
///
/// - `begin` must be **atomic**, and must count what is in flight. Of any number of simultaneous attempts no more may begin
///   than may fail.
/// - An invented username must count as a real one does, or the throttle says who exists.
/// - Whatever is bounded must forget the oldest, and must not refuse what it has no room for.
///
/// # Example
///
/// A throttle that lets each user fail three times in the life of the process:
///
/// ```
/// use std::{collections::HashMap, sync::Mutex, time::Duration};
/// use httpauth::digest::RngError;
/// use httpauth::throttle::{Admission, Attempt, Judged, Throttle, ThrottleKey};
///
/// struct Strict {
///     key: ThrottleKey, // ThrottleKey::random()?
///     failures: Mutex<HashMap<u64, u8>>, // and attempts in flight
/// }
///
/// impl Throttle for Strict {
///     type Error = RngError;
///
///     fn key(&self) -> Result<&ThrottleKey, RngError> {
///         Ok(&self.key)
///     }
///
///     async fn begin(&self, attempt: &Attempt) -> Result<Admission, RngError> {
///         let mut failures = self.failures.lock().unwrap();
///         let failures = failures.entry(attempt.user()).or_default();
///         if *failures >= 3 {
///             return Ok(Admission::Refused { retry_after: Duration::from_secs(3600) });
///         }
///         *failures += 1;
///         Ok(Admission::Admitted)
///     }
///
///     fn end(&self, attempt: &Attempt, judged: Judged) {
///         if matches!(judged, Judged::Right | Judged::Unjudged) {
///             self.failures.lock().unwrap().entry(attempt.user()).and_modify(|failures| *failures -= 1);
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a throttle",
    label = "not a throttle",
    note = "write `throttle` alone to count in memory, or `throttle = Arc<MemoryThrottle>` or `throttle = RedisThrottle`, \
            which is taken from the `state`",
    note = "a throttle of your own implements `httpauth::throttle::Throttle`"
)]
pub trait Throttle: Send + Sync {
    /// The error of a throttle that cannot answer. The request is then refused with 503.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Returns the key of the hashes that attempts have.
    ///
    /// # Errors
    ///
    /// If the throttle has no key.
    fn key(&self) -> Result<&ThrottleKey, Self::Error>;

    /// Begins an attempt, unless a limit is reached. See *Security* above.
    ///
    /// The guard asks again after a moment if the answer is [`Admission::Busy`], for four seconds at most.
    ///
    /// # Errors
    ///
    /// If the throttle cannot tell. Nobody passes then.
    fn begin(
        &self,
        attempt: &Attempt,
    ) -> impl Future<Output = Result<Admission, Self::Error>> + Send;

    /// Ends an attempt that began. It does not wait, since it is also called when the future of the request is dropped.
    fn end(&self, attempt: &Attempt, judged: Judged);
}

pointers!(Throttle {
    type Error = T::Error;

    fn key(&self) -> Result<&ThrottleKey, T::Error> {
        T::key(self)
    }

    fn begin(
        &self,
        attempt: &Attempt,
    ) -> impl Future<Output = Result<Admission, T::Error>> + Send {
        T::begin(self, attempt)
    }

    fn end(&self, attempt: &Attempt, judged: Judged) {
        T::end(self, attempt, judged);
    }
});
