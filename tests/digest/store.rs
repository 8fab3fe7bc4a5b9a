//! A nonce store of our own, from the router's state. The tests can stop, break, empty and restart it.

use std::collections::BTreeSet;
use std::future::pending;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use axum::http::StatusCode;
use httpauth::Reason;
use httpauth::digest::{Claim, Nonce, NonceKey, NonceStore};
use httpauth_tests::Call;

use crate::apps::{App, assert_refused};

/// Shared by all who clone it.
#[derive(Clone)]
pub(crate) struct Store {
    key: NonceKey,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    now: Duration,
    used: BTreeSet<(u128, NonZeroU32)>,
    evicted: BTreeSet<u128>,
    claims: Vec<String>,
    trouble: Option<Trouble>,
}

/// The fault of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    NoKey,
    NoClaim,
    Hangs,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("redis://user:secret@10.0.0.1 is down")
    }
}

impl std::error::Error for Trouble {}

impl Default for Store {
    fn default() -> Self {
        let store = Self {
            key: NonceKey::random().unwrap(),
            inner: Arc::default(),
        };
        store.advance(1_000_000);
        store
    }
}

impl Store {
    /// Returns the store of another process. Its clock and its memory are the same, and its key is another.
    pub(crate) fn with_another_key(&self) -> Self {
        Self {
            key: NonceKey::random().unwrap(),
            ..self.clone()
        }
    }

    pub(crate) fn with_secret(secret: &[u8]) -> Self {
        let key = NonceKey::from_secret(secret).unwrap();
        Self {
            key,
            ..Self::default()
        }
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.inner.lock().unwrap().now += Duration::from_secs(seconds);
    }

    pub(crate) fn step_back(&self, seconds: u64) {
        self.inner.lock().unwrap().now -= Duration::from_secs(seconds);
    }

    pub(crate) fn has(&self, trouble: impl Into<Option<Trouble>>) {
        self.inner.lock().unwrap().trouble = trouble.into();
    }

    /// Forgets all nonces, and remembers that it did.
    pub(crate) fn evict_all(&self) {
        let mut inner = self.inner.lock().unwrap();
        let used = std::mem::take(&mut inner.used);
        inner.evicted.extend(used.into_iter().map(|(id, _)| id));
    }

    pub(crate) fn take_claims(&self) -> Vec<String> {
        std::mem::take(&mut self.inner.lock().unwrap().claims)
    }

    fn trouble(&self) -> Option<Trouble> {
        self.inner.lock().unwrap().trouble
    }
}

impl NonceStore for Store {
    type Error = Trouble;

    fn key(&self) -> Result<&NonceKey, Trouble> {
        match self.trouble() {
            Some(Trouble::NoKey) => Err(Trouble::NoKey),
            _ => Ok(&self.key),
        }
    }

    fn now(&self) -> Duration {
        self.inner.lock().unwrap().now
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, Trouble> {
        if self.trouble() == Some(Trouble::Hangs) {
            pending::<()>().await;
        }
        let mut inner = self.inner.lock().unwrap();
        inner.claims.push(format!("claim {nc:08x}"));
        if inner.trouble.is_some() {
            return Err(Trouble::NoClaim);
        }
        Ok(if inner.evicted.contains(&nonce.id()) {
            Claim::Stale
        } else if inner.used.insert((nonce.id(), nc)) {
            Claim::Accepted
        } else {
            Claim::Replayed
        })
    }
}

/// A store that fails lets nobody in, and tells nobody why.
#[tokio::test]
async fn a_failing_store_is_503() {
    let app = App::new();
    let john = app.johns_first().await;
    for trouble in [Trouble::NoKey, Trouble::NoClaim] {
        app.store.has(trouble);
        let answer = app.get("/", &john).await;
        answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
        assert_eq!(answer.values("authentication-info"), [""; 0]);
        app.store.take_claims();
        app.seen.assert(&["john"]);
        // The store does not help to guess passwords. A wrong one is told so before the store is asked for more than a
        // new nonce.
        let wrong = john.set("response", "0".repeat(64));
        let answer = app.get("/", &wrong).await;
        match trouble {
            Trouble::NoKey => {
                answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
            }
            _ => assert_refused(&answer, Reason::Invalid),
        }
        app.saw(&["john"]);
    }
    // Without a key there is no nonce to challenge with.
    app.store.has(Trouble::NoKey);
    let answer = Call::get("/").send(&app.router).await;
    answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
    // A route that needs no login does not ask the store.
    let answer = Call::get("/optional").send(&app.router).await;
    answer.assert_ok("Hello, nobody!");
    // The count was not used, so john gets in once the store is back.
    app.store.has(None);
    app.passes("/", &john).await;
}

/// A store that hangs holds its own requests up, and no others.
#[tokio::test]
async fn a_hanging_store_lets_nobody_in() {
    let app = App::new();
    let john = app.johns_first().await;
    app.store.has(Trouble::Hangs);
    let mut hanging = Box::pin(app.get("/", &john));
    for _ in 0..100 {
        let poll = std::future::poll_fn(|context| Poll::Ready(hanging.as_mut().poll(context)));
        assert!(poll.await.is_pending(), "not in, not refused");
        tokio::task::yield_now().await;
    }
    app.seen.assert(&["john"]);
    let answer = app.get("/", &john.set("response", "0".repeat(64))).await;
    assert_refused(&answer, Reason::Invalid);
    app.saw(&["john"]);
    // A client that gives up has used nothing.
    drop(hanging);
    app.store.has(None);
    app.passes("/", &john).await;
}
