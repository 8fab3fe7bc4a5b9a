//! The path of a password through cache, queue and hash, one after the other.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use rand::rngs::SysError;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::clock::Clock;
use super::derive;
use super::estimate::Estimates;
use super::format::Stored;
use super::hash::CURRENT;
use super::job::{Check, Hash, JobState, Reference, Verification};
use super::key::{Tag, TagKey};
use super::limits::{Limits, Usage};
use super::memory::Memory;
use super::overloaded::{HashError, MAX_PASSWORD_LEN, Overloaded};
use super::pool::Pool;
use super::queue::{Full, Ticket, Whose};
use super::slow::Slow;
use crate::client::Client;

/// All of the module's state. There is one for the process, and one for each test.
pub(super) struct Verifier {
    key: TagKey,
    limits: Limits,
    pub(super) pool: Pool,
    pub(super) shared: Arc<JobState>,
    /// The number of questions without a client that were not answered from the cache.
    without_client: AtomicU64,
}

/// A question for a [`Verifier`].
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) password: &'a str,
    pub(super) stored: Option<&'a str>,
    pub(super) client: Option<Client>,
}

/// The result of asking a question.
pub(super) enum Asked {
    /// The answer, if it was at hand.
    Answered(Result<bool, Overloaded>),
    /// The answer of a job in the queue.
    Queued(Pending),
}

/// The caller's end of a job.
pub(super) struct Pending {
    answer: oneshot::Receiver<bool>,
    /// The answer if the job was displaced, came too late, ran out of memory or panicked.
    overloaded: Overloaded,
}

impl Future for Pending {
    type Output = Result<bool, Overloaded>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = Pin::new(&mut self.answer).poll(context);
        answer.map(|answer| answer.map_err(|_| self.overloaded))
    }
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
        let verifier = Self::new(*limits, Clock::default(), Box::new(derive::matches));
        // There is no key without randomness, and the next caller tries again.
        let verifier = verifier.map_err(|_| Overloaded::new(limits.retry_after))?;
        Ok(GLOBAL.get_or_init(|| verifier))
    }

    pub(super) fn new(limits: Limits, clock: Clock, check: Check) -> Result<Self, SysError> {
        let pool = Pool::new(limits.permits, limits.wait, clock.clone());
        let shared = JobState {
            memory: Memory::new(limits.cache_entries, limits.cache_age),
            estimates: Estimates::default(),
            clock,
            check,
            slow: Slow::default(),
            hashes: AtomicU64::new(0),
        };
        Ok(Self {
            key: TagKey::random()?,
            limits,
            pool,
            shared: Arc::new(shared),
            without_client: AtomicU64::new(0),
        })
    }

    /// Answers a question from the cache, or queues it.
    pub(super) fn ask(&self, question: Question<'_>) -> Asked {
        let Question {
            password,
            stored,
            client,
        } = question;
        let now = self.shared.clock.now();
        let tag = stored.map(|stored| self.key.tag(password, stored));
        if tag.is_some_and(|tag| self.shared.memory.is_cached(tag, now)) {
            return Asked::Answered(Ok(true));
        }
        let reference = self.reference(password, stored.zip(tag));
        let is_known = tag.is_some_and(|tag| self.shared.memory.is_known(tag, now));
        let ticket = Ticket {
            client,
            whose: if is_known {
                Whose::Known
            } else {
                Whose::Strangers
            },
            cost: self.shared.estimates.of(reference.shape()),
        };
        if client.is_none() {
            self.without_client.fetch_add(1, Ordering::Relaxed);
        }
        match self.submit(reference, password, ticket) {
            Ok(pending) => Asked::Queued(pending),
            Err(Full) => Asked::Answered(Err(self.overloaded())),
        }
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
        let ticket = Ticket {
            client: None,
            whose: Whose::Strangers,
            cost: self.shared.estimates.of(CURRENT),
        };
        let queued = self.pool.submit(Box::new(job), ticket);
        queued.map_err(|Full| overloaded)?;
        answer.await.unwrap_or(Err(HashError::Unavailable))
    }

    pub(super) fn usage(&self) -> Usage {
        let load = self.pool.load();
        Usage {
            permits: self.limits.permits,
            running: load.running,
            queued: load.queued,
            hashes: self.shared.hashes.load(Ordering::Relaxed),
            without_client: self.without_client.load(Ordering::Relaxed),
        }
    }

    /// Returns what `password` is compared with, which is a decoy unless it can be right.
    fn reference(&self, password: &str, stored: Option<(&str, Tag)>) -> Reference {
        let decoy = self.limits.decoy_shape();
        let Some((stored, tag)) = stored else {
            return Reference::Decoy(decoy.decoy());
        };
        match Stored::parse(stored, self.limits.memory) {
            // A longer password is no password of ours, at the price of any other.
            Ok(stored) if password.len() > MAX_PASSWORD_LEN => {
                Reference::Decoy(stored.shape().decoy())
            }
            Ok(stored) => Reference::Real(stored, tag),
            Err(refusal) => {
                tracing::warn!(
                    name: "httpauth.password.refused",
                    target: "httpauth",
                    reason = %refusal,
                    "a stored password hash was refused"
                );
                Reference::Decoy(decoy.decoy())
            }
        }
    }

    fn submit(
        &self,
        reference: Reference,
        password: &str,
        ticket: Ticket,
    ) -> Result<Pending, Full> {
        // A longer password is too long to be kept in a queue. The work is done on nothing.
        let fits = password.len() <= MAX_PASSWORD_LEN;
        let (sender, answer) = oneshot::channel();
        let job = Verification {
            shared: Arc::clone(&self.shared),
            answer: sender,
            reference,
            password: owned(if fits { password } else { "" }),
            verified: None,
        };
        self.pool.submit(Box::new(job), ticket)?;
        let overloaded = self.overloaded();
        Ok(Pending { answer, overloaded })
    }

    fn overloaded(&self) -> Overloaded {
        Overloaded::new(self.limits.retry_after)
    }
}

/// Copies the password for the hashing thread. The copy is wiped when the thread is done with it.
fn owned(password: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(password.as_bytes().to_vec())
}
