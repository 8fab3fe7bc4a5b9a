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
mod formats;
mod hostile;
mod logging;
mod pool;
mod sharing;
mod vectors;
mod verify;

use std::sync::mpsc;
use std::time::Duration;

use argon2::{Algorithm, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::area::WorkArea;
use super::clock::Clock;
use super::derive;
use super::format::Cost;
use super::limits::Limits;
use super::pool::{Job, Pool};
use super::verifier::Verifier;

/// Returns limits of one permit and a queue of four.
fn small() -> Limits {
    Limits::default().permits(1).queue(4)
}

fn verifier(limits: Limits) -> Verifier {
    Verifier::new(limits, Clock::default(), derive::matches).unwrap()
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
    pool.submit(Box::new(Blocker(blocker))).unwrap();
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

/// Turns `clock` forward.
fn advance(clock: &Clock, by: Duration) {
    *super::lock::lock(&clock.ahead) += by;
}
