//! The two jobs of a permit, which are to verify a password and to hash one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::area::{OutOfMemory, WorkArea};
use super::clock::Clock;
use super::estimate::Estimates;
use super::format::{Shape, Stored};
use super::hash::{CURRENT, hash};
use super::key::Tag;
use super::memory::Memory;
use super::overloaded::HashError;
use super::pool::Job;
use super::slow::Slow;

/// The function that checks a password against a stored hash. It is a field, so that tests can put one in that panics,
/// or takes its time on their clock.
pub(super) type Check =
    Box<dyn Fn(&Stored, &[u8], &mut WorkArea) -> Result<bool, OutOfMemory> + Send + Sync>;

/// The state that the jobs share with their callers.
pub(super) struct JobState {
    pub(super) memory: Memory,
    pub(super) estimates: Estimates,
    pub(super) clock: Clock,
    pub(super) check: Check,
    pub(super) slow: Slow,
    /// The number of hashes begun.
    pub(super) hashes: AtomicU64,
}

impl JobState {
    /// Computes a hash of `shape`, counted and measured.
    fn measure<T>(&self, shape: Shape, compute: impl FnOnce() -> T) -> T {
        self.hashes.fetch_add(1, Ordering::Relaxed);
        let begun = self.clock.now();
        let computed = compute();
        let took = self.clock.now().saturating_duration_since(begun);
        self.estimates.note(shape, took);
        self.slow.warn_once(shape, took);
        computed
    }
}

/// The stored hash that a password is checked against.
pub(super) enum Reference {
    /// A user's stored hash, whose result counts. A right answer is remembered under the tag.
    Real(Stored, Tag),
    /// A stand-in of the same cost, where there is nothing to check against. The answer is no.
    Decoy(Stored),
}

impl Reference {
    pub(super) fn shape(&self) -> Shape {
        let (Self::Real(stored, _) | Self::Decoy(stored)) = self;
        stored.shape()
    }
}

/// The job that verifies a password, remembers a yes and tells who asked.
pub(super) struct Verification {
    pub(super) shared: Arc<JobState>,
    /// The caller's end. It is dropped unused if the work fails.
    pub(super) answer: oneshot::Sender<bool>,
    pub(super) reference: Reference,
    pub(super) password: Zeroizing<Vec<u8>>,
    /// The result, which is `None` until the work is done, and for ever if it fails.
    pub(super) verified: Option<bool>,
}

impl Job for Verification {
    fn abandoned(&mut self) -> bool {
        self.answer.is_closed()
    }

    fn run(&mut self, area: &mut WorkArea) {
        let shared = &self.shared;
        let (stored, tag) = match &self.reference {
            Reference::Real(stored, tag) => (stored, Some(*tag)),
            Reference::Decoy(stored) => (stored, None),
        };
        // Whoever asked the same before may have been answered meanwhile.
        if tag.is_some_and(|tag| shared.memory.is_cached(tag, shared.clock.now())) {
            self.verified = Some(true);
            return;
        }
        let checked = shared.measure(stored.shape(), || {
            (shared.check)(stored, &self.password, area)
        });
        let Ok(matches) = checked else {
            tracing::error!(
                name: "httpauth.password.no_memory",
                target: "httpauth",
                "the system gave no memory to verify a password"
            );
            return;
        };
        if let (true, Some(tag)) = (matches, tag) {
            shared.memory.remember(tag, shared.clock.now());
        }
        self.verified = Some(matches && tag.is_some());
    }

    fn tell(self: Box<Self>) {
        if let Some(verified) = self.verified {
            // A caller who has left does not want it any more.
            let _ = self.answer.send(verified);
        }
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
        let password = &self.password;
        self.hashed = self.shared.measure(CURRENT, || hash(password, area));
    }

    fn tell(self: Box<Self>) {
        // A caller who has left does not want it any more.
        let _ = self.answer.send(self.hashed);
    }
}
