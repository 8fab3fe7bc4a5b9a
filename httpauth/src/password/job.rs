//! The two jobs of a permit, which are to verify a password and to hash one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::area::{OutOfMemory, WorkArea};
use super::cache::Cache;
use super::clock::Clock;
use super::flight::Flight;
use super::format::Stored;
use super::hash::hash;
use super::overloaded::HashError;
use super::pool::Job;

/// The function that checks a password against a stored hash. It is a field, so that tests can put one in that panics.
pub(super) type Check = fn(&Stored, &[u8], &mut WorkArea) -> Result<bool, OutOfMemory>;

/// The state that the jobs share with their callers.
pub(super) struct JobState {
    pub(super) cache: Cache,
    pub(super) clock: Clock,
    pub(super) check: Check,
    /// The number of hashes begun.
    pub(super) hashes: AtomicU64,
}

/// The stored hash that a password is checked against.
pub(super) enum Reference {
    /// A user's stored hash, whose result counts.
    Real(Stored),
    /// A stand-in of the same cost, where there is nothing to check against. The answer is no.
    Decoy(Stored),
}

/// The job that verifies a password, remembers a yes and tells all who asked.
pub(super) struct Verify {
    pub(super) shared: Arc<JobState>,
    pub(super) flight: Flight,
    pub(super) reference: Reference,
    pub(super) password: Zeroizing<Vec<u8>>,
    /// The result, which is `None` until the work is done, and for ever if it fails.
    pub(super) verified: Option<bool>,
}

impl Job for Verify {
    fn abandoned(&mut self) -> bool {
        self.flight.abandoned()
    }

    fn run(&mut self, area: &mut WorkArea) {
        let (stored, counts) = match &self.reference {
            Reference::Real(stored) => (stored, true),
            Reference::Decoy(stored) => (stored, false),
        };
        self.shared.hashes.fetch_add(1, Ordering::Relaxed);
        let checked = (self.shared.check)(stored, &self.password, area);
        if checked.is_err() {
            tracing::error!(
                name: "httpauth.password.no_memory",
                target: "httpauth",
                "the system gave no memory to verify a password"
            );
        }
        self.verified = checked.ok().map(|matches| matches & counts);
    }

    fn tell(self: Box<Self>) {
        // Without a result, dropping the flight tells the callers so.
        let Some(verified) = self.verified else {
            return;
        };
        // This comes before the flight ends, so that whoever comes too late to join it finds the answer here.
        if let (true, Some(tag)) = (verified, self.flight.tag()) {
            self.shared.cache.insert(tag, self.shared.clock.now());
        }
        self.flight.land(verified);
    }
}

/// The job that hashes a new password.
pub(super) struct Hash {
    pub(super) shared: Arc<JobState>,
    pub(super) answer: oneshot::Sender<Result<String, HashError>>,
    pub(super) password: Zeroizing<Vec<u8>>,
    pub(super) hashed: Result<String, HashError>,
}

impl Job for Hash {
    fn abandoned(&mut self) -> bool {
        self.answer.is_closed()
    }

    fn run(&mut self, area: &mut WorkArea) {
        self.shared.hashes.fetch_add(1, Ordering::Relaxed);
        self.hashed = hash(&self.password, area);
    }

    fn tell(self: Box<Self>) {
        // A caller who has left does not want it any more.
        let _ = self.answer.send(self.hashed);
    }
}
