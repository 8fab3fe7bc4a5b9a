//! Unit tests of what cannot be seen from outside. No test waits for time to pass.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unnecessary_box_returns,
    clippy::unnecessary_wraps
)]

mod cache;
mod estimate;
mod flood;
mod formats;
mod gauges;
mod hostile;
mod lane;
mod leaving;
mod logging;
mod memory;
mod pool;
mod queue;
mod siege;
mod vectors;
mod verify;

use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use argon2::{Algorithm, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::area::WorkArea;
use super::clock::Clock;
use super::derive;
use super::format::{Cost, Stored};
use super::limits::Limits;
use super::overloaded::Overloaded;
use super::pool::{Job, Pool};
use super::queue::{Ticket, Whose};
use super::verifier::{Asked, Question, Verifier};
use crate::client::Client;
use crate::lock::lock;

/// Returns limits of one permit, under which unknown users cost no time either.
fn small() -> Limits {
    Limits::default().permits(1).decoy(&cheap("nobody"))
}

fn verifier(limits: Limits) -> Verifier {
    Verifier::new(limits, Clock::default(), Box::new(derive::matches)).unwrap()
}

/// Returns a verifier for which each hash takes `cost` on the clock, and knows so. Nothing else takes time.
async fn costly(limits: Limits, cost: Duration) -> (Arc<Verifier>, Clock) {
    let clock = Clock::stopped();
    let hand = clock.clone();
    let check = move |stored: &Stored, password: &[u8], area: &mut WorkArea| {
        advance(&hand, cost);
        derive::matches(stored, password, area)
    };
    let verifier = Verifier::new(limits, clock.clone(), Box::new(check)).unwrap();
    assert_eq!(
        verifier.verify("measured", Some(&cheap("once"))).await,
        Ok(false)
    );
    (Arc::new(verifier), clock)
}

impl Verifier {
    /// Verifies a password as the public function does.
    async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Overloaded> {
        self.verify_from(None, password, stored).await
    }

    async fn verify_from(
        &self,
        client: Option<Client>,
        password: &str,
        stored: Option<&str>,
    ) -> Result<bool, Overloaded> {
        let question = Question {
            password,
            stored,
            client,
        };
        match self.ask(question) {
            Asked::Answered(answer) => answer,
            Asked::Queued(pending) => pending.await,
        }
    }
}

type Asking = tokio::task::JoinHandle<Result<bool, Overloaded>>;

/// Asks from a task of its own, and returns when the question is on its way.
async fn ask(verifier: &Arc<Verifier>, password: &str, stored: Option<&str>) -> Asking {
    ask_from(verifier, None, password, stored).await
}

async fn ask_from(
    verifier: &Arc<Verifier>,
    client: Option<Client>,
    password: &str,
    stored: Option<&str>,
) -> Asking {
    let (verifier, password) = (Arc::clone(verifier), password.to_owned());
    let stored = stored.map(str::to_owned);
    let asked = tokio::spawn(async move {
        let stored = stored.as_deref();
        verifier.verify_from(client, &password, stored).await
    });
    // One turn of a current-thread runtime polls it, and a verification has just one point to wait at.
    tokio::task::yield_now().await;
    asked
}

/// Returns the client at the address of this number.
fn client(number: u32) -> Option<Client> {
    Some(std::net::IpAddr::from(number.to_be_bytes()).into())
}

/// Returns a stored hash of `password` that takes no time to make or to verify.
fn cheap(password: &str) -> String {
    let cost = Cost::Argon2 {
        kind: Algorithm::Argon2id,
        version: Version::V0x13,
        memory_kib: 32,
        passes: 1,
        lanes: 1,
    };
    let (salt, mut out) = ([7; 16], [0; 32]);
    derive::derive(
        cost,
        password.as_bytes(),
        &salt,
        &mut out,
        &mut WorkArea::default(),
    )
    .unwrap();
    let (salt, out) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(out));
    format!("$argon2id$v=19$m=32,t=1,p=1${salt}${out}")
}

/// A permit that is held until this is dropped.
struct Gate(#[allow(dead_code)] mpsc::Sender<()>);

struct Blocker(mpsc::Receiver<()>);

impl Job for Blocker {
    fn abandoned(&mut self) -> bool {
        false
    }

    fn run(&mut self, _: &mut WorkArea) {
        let _ = self.0.recv();
    }

    fn tell(self: Box<Self>) {}
}

/// Takes one permit of `pool`, and returns when it is taken.
async fn close(pool: &Pool) -> Gate {
    let running = pool.load().running;
    let (gate, blocker) = mpsc::channel();
    pool.submit(Box::new(Blocker(blocker)), Ticket::default())
        .unwrap();
    until(|| pool.load().running == running + 1).await;
    Gate(gate)
}

/// Waits for what another thread or task is about to do.
async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        std::thread::yield_now();
        tokio::task::yield_now().await;
    }
}

impl Clock {
    /// Returns a clock that stands until it is turned.
    fn stopped() -> Self {
        Self {
            stopped: Some(Arc::new(Mutex::new(Instant::now()))),
        }
    }
}

/// Turns `clock` forward.
fn advance(clock: &Clock, by: Duration) {
    *lock(clock.stopped.as_ref().unwrap()) += by;
}
