//! The path of a password through cache, flight, queue and hash, one after the other.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use rand::rngs::SysError;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::cache::Cache;
use super::clock::Clock;
use super::derive;
use super::flight::{Boarding, Flight, Flights, Pending};
use super::format::{Shape, Stored};
use super::hash::CURRENT;
use super::job::{Check, Hash, JobState, Reference, Verify};
use super::key::{Tag, TagKey};
use super::limits::{Limits, Usage};
use super::lock::lock;
use super::overloaded::{HashError, MAX_PASSWORD_LEN, Overloaded};
use super::pool::Pool;

/// All of the module's state. There is one for the process, and one for each test.
pub(super) struct Verifier {
    pub(super) key: TagKey,
    flights: Arc<Flights>,
    /// The shape of the last real verification, for those that have nothing real to check against.
    decoy: Mutex<Shape>,
    limits: Limits,
    pub(super) pool: Pool,
    pub(super) shared: Arc<JobState>,
}

static GLOBAL: OnceLock<Verifier> = OnceLock::new();

impl Verifier {
    /// Returns the verifier of this process if it has been used.
    pub(super) fn started() -> Option<&'static Self> {
        GLOBAL.get()
    }

    /// Returns the verifier of this process, which the first call creates.
    pub(super) fn global() -> Result<&'static Self, Overloaded> {
        if let Some(verifier) = GLOBAL.get() {
            return Ok(verifier);
        }
        let limits = Limits::settled();
        let verifier = Self::new(*limits, Clock::default(), derive::matches);
        // There is no key without randomness, and the next caller tries again.
        let verifier = verifier.map_err(|_| Overloaded::new(limits.retry_after))?;
        Ok(GLOBAL.get_or_init(|| verifier))
    }

    pub(super) fn new(limits: Limits, clock: Clock, check: Check) -> Result<Self, SysError> {
        let shared = JobState {
            cache: Cache::new(limits.cache_entries, limits.cache_age),
            clock,
            check,
            hashes: AtomicU64::new(0),
        };
        Ok(Self {
            key: TagKey::random()?,
            flights: Arc::default(),
            decoy: Mutex::new(CURRENT),
            pool: Pool::new(limits.permits, limits.queue_len()),
            limits,
            shared: Arc::new(shared),
        })
    }

    /// Verifies a password as [`verify`](super::verify) documents.
    pub(super) async fn verify(
        &self,
        password: &str,
        stored: Option<&str>,
    ) -> Result<bool, Overloaded> {
        let answer = match stored {
            Some(stored) => {
                let tag = self.key.tag(password, stored);
                if self.is_cached(tag) {
                    return Ok(true);
                }
                self.ask(tag, password, stored)?
            }
            None => self.ask_nobody(password)?,
        };
        answer.wait().await.ok_or(self.overloaded())
    }

    /// Hashes a password as [`hash_async`](super::hash_async) documents.
    pub(super) async fn hash(&self, password: &str) -> Result<String, HashError> {
        if password.len() > MAX_PASSWORD_LEN {
            return Err(HashError::TooLong);
        }
        let overloaded = HashError::Overloaded(self.overloaded());
        let (sender, answer) = oneshot::channel();
        let job = Hash {
            shared: Arc::clone(&self.shared),
            answer: sender,
            password: owned(password),
            hashed: Err(HashError::Unavailable),
        };
        self.pool.submit(Box::new(job)).map_err(|_| overloaded)?;
        answer.await.unwrap_or(Err(HashError::Unavailable))
    }

    pub(super) fn usage(&self) -> Usage {
        let load = self.pool.load();
        Usage {
            permits: self.limits.permits,
            running: load.running,
            queued: load.queued,
            hashes: self.shared.hashes.load(Ordering::Relaxed),
        }
    }

    fn is_cached(&self, tag: Tag) -> bool {
        self.shared.cache.contains(tag, self.shared.clock.now())
    }

    /// Joins whoever asks the same, or has the password verified.
    pub(super) fn ask(
        &self,
        tag: Tag,
        password: &str,
        stored: &str,
    ) -> Result<Pending, Overloaded> {
        let (flight, answer) = match self.flights.board(tag) {
            Boarding::Joined(answer) => return Ok(answer),
            Boarding::Opened(flight, answer) => (flight, answer),
        };
        // The last flight may have landed between the look into the cache and the boarding.
        if self.is_cached(tag) {
            flight.land(true);
            return Ok(answer);
        }
        let reference = self.reference(stored);
        self.submit(flight, reference, password).map(|()| answer)
    }

    /// Does the work of a verification where there is no user.
    ///
    /// The work is never shared. Two unknown users with one password are two questions, as two known ones are.
    fn ask_nobody(&self, password: &str) -> Result<Pending, Overloaded> {
        let (flight, answer) = Flight::solo();
        let reference = Reference::Decoy(lock(&self.decoy).decoy());
        self.submit(flight, reference, password).map(|()| answer)
    }

    /// Reads a stored hash, and makes the next unknown user cost as much.
    fn reference(&self, stored: &str) -> Reference {
        match Stored::parse(stored, self.limits.memory) {
            Ok(stored) => {
                *lock(&self.decoy) = stored.shape();
                Reference::Real(stored)
            }
            Err(refusal) => {
                tracing::warn!(
                    name: "httpauth.password.refused",
                    target: "httpauth",
                    reason = %refusal,
                    "a stored password hash was refused"
                );
                Reference::Decoy(lock(&self.decoy).decoy())
            }
        }
    }

    fn submit(
        &self,
        flight: Flight,
        reference: Reference,
        password: &str,
    ) -> Result<(), Overloaded> {
        // A longer password is too long to be kept in a queue, and is no password of ours. The work is done on nothing,
        // and the answer is no.
        let (reference, password) = match reference {
            Reference::Real(stored) if password.len() > MAX_PASSWORD_LEN => {
                (Reference::Decoy(stored), "")
            }
            reference if password.len() > MAX_PASSWORD_LEN => (reference, ""),
            reference => (reference, password),
        };
        let job = Verify {
            shared: Arc::clone(&self.shared),
            flight,
            reference,
            password: owned(password),
            verified: None,
        };
        self.pool
            .submit(Box::new(job))
            .map_err(|_| self.overloaded())
    }

    fn overloaded(&self) -> Overloaded {
        Overloaded::new(self.limits.retry_after)
    }
}

/// Copies the password for the hashing thread. The copy is wiped when the thread is done with it.
fn owned(password: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(password.as_bytes().to_vec())
}
