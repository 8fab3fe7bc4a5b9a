//! The threads that hash. There are as many as there are permits, each with one work area, behind a [`Queue`].
//!
//! The runtime's blocking pool is not used, since it is sized for waiting, not for work, and only a thread that stays
//! keeps a work area warm. The threads start on demand, leave when idle, and take their memory with them.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::area::WorkArea;
use super::clock::Clock;
use super::gauge;
use super::queue::{Bounds, Full, Queue, Ticket, Turn};
use super::survive::survive;
use crate::lock::lock;

/// The time that a thread without work stays.
const KEEP_ALIVE: Duration = Duration::from_secs(10);
/// The most jobs that wait for one permit, however quick they are. Their passwords take a megabyte at most.
const WAITING_PER_PERMIT: usize = 256;
/// The least time that a job may wait. A thread may take as long to start on a busy machine.
const LEAST_PATIENCE: Duration = Duration::from_secs(1);

/// The work for one permit. A job that is dropped untold must tell whoever waits for it that there is no answer.
pub(super) trait Job: Send {
    /// Returns whether nobody waits for it any more. The pool drops such a job.
    fn abandoned(&mut self) -> bool;

    /// Does the work.
    fn run(&mut self, area: &mut WorkArea);

    /// Hands the result over once the permit is free again. Whoever has an answer can then ask the next question at
    /// once.
    fn tell(self: Box<Self>);
}

/// The present load of the pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    pub(super) running: usize,
    pub(super) queued: usize,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) threads: usize,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) idle: usize,
}

/// A bounded number of threads behind a bounded queue.
pub(super) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    work: Condvar,
    permits: usize,
    clock: Clock,
    keep_alive: Duration,
}

struct State {
    queue: Queue<Box<dyn Job>>,
    threads: usize,
    /// The number of threads that wait for work.
    idle: usize,
    /// The number of threads that do work.
    running: usize,
}

impl Pool {
    /// Creates a pool of `permits` threads, at least one, for which jobs wait for about `wait`.
    pub(super) fn new(permits: usize, wait: Duration, clock: Clock) -> Self {
        Self::with_keep_alive(permits, wait, clock, KEEP_ALIVE)
    }

    pub(super) fn with_keep_alive(
        permits: usize,
        wait: Duration,
        clock: Clock,
        keep_alive: Duration,
    ) -> Self {
        let permits = permits.max(1);
        let bounds = Bounds {
            work: wait.saturating_mul(u32::try_from(permits).unwrap_or(u32::MAX)),
            entries: permits.saturating_mul(WAITING_PER_PERMIT),
            patience: wait.saturating_mul(2).max(LEAST_PATIENCE),
        };
        let state = State {
            queue: Queue::new(bounds),
            threads: 0,
            idle: 0,
            running: 0,
        };
        let shared = Shared {
            state: Mutex::new(state),
            work: Condvar::new(),
            permits,
            clock,
            keep_alive,
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Queues `job`, and starts a thread for it if no other is free and the permits allow one more.
    pub(super) fn submit(&self, job: Box<dyn Job>, ticket: Ticket) -> Result<(), Full> {
        let shared = &self.shared;
        let mut gone = Vec::new();
        let mut state = lock(&shared.state);
        let free = shared.permits - state.running;
        if !state.queue.has_room(free) {
            gone = state.queue.retain(|job| !job.abandoned());
        }
        let now = shared.clock.now();
        let queued = state.queue.push(job, ticket, free, now);
        let queued = queued.map(|displaced| gone.extend(displaced));
        let more =
            queued.is_ok() && state.idle < state.queue.len() && state.threads < shared.permits;
        state.threads += usize::from(more);
        state.publish();
        drop(state);
        dismiss(gone);
        queued?;
        shared.work.notify_one();
        if more { self.start() } else { Ok(()) }
    }

    pub(super) fn load(&self) -> Load {
        let state = lock(&self.shared.state);
        Load {
            running: state.running,
            queued: state.queue.len(),
            threads: state.threads,
            idle: state.idle,
        }
    }

    /// Starts one thread, which [`submit`](Self::submit) has counted already.
    fn start(&self) -> Result<(), Full> {
        let shared = Arc::clone(&self.shared);
        let thread = thread::Builder::new().name("httpauth-password".to_owned());
        if thread.spawn(move || shared.work()).is_ok() {
            return Ok(());
        }
        let mut state = lock(&self.shared.state);
        state.threads -= 1;
        if state.threads > 0 {
            return Ok(());
        }
        // No thread is left for the queued jobs.
        let mut undone = state.queue.take();
        state.publish();
        drop(state);
        let now = self.shared.clock.now();
        dismiss(std::iter::from_fn(|| undone.pop(now)).map(|turn| turn.item));
        Err(Full)
    }
}

impl State {
    /// Tells the gauges. It is done under the lock, so that the last value is the last that is told.
    fn publish(&self) {
        gauge::load(self.queue.len(), self.running);
    }
}

impl Shared {
    /// Runs a thread until it is time to leave.
    fn work(&self) {
        let mut area = WorkArea::default();
        while let Some(turn) = self.next() {
            self.attend(turn, &mut area);
        }
    }

    /// Runs a job and gives the permit back, whatever panics. The wakers and the log are foreign code, and a thread that
    /// they take is never replaced.
    fn attend(&self, turn: Turn<Box<dyn Job>>, area: &mut WorkArea) {
        let mut job = turn.item;
        let done = survive(|| {
            let wanted = !turn.late && !job.abandoned();
            if wanted {
                job.run(area);
            }
            wanted
        });
        self.release();
        if done.is_none() {
            *area = WorkArea::default();
            survive(|| {
                tracing::error!(
                    name: "httpauth.password.panicked",
                    target: "httpauth",
                    "a password hash panicked, so its callers get `Overloaded`"
                );
            });
        }
        if done == Some(true) {
            // This wakes the callers' tasks.
            survive(|| job.tell());
        } else {
            dismiss([job]);
        }
    }

    /// Gives a permit back.
    fn release(&self) {
        let mut state = lock(&self.state);
        state.running -= 1;
        state.publish();
    }

    /// Waits for the next job. Returns `None` when it is time to leave.
    fn next(&self) -> Option<Turn<Box<dyn Job>>> {
        let mut state = lock(&self.state);
        loop {
            if let Some(turn) = state.queue.pop(self.clock.now()) {
                state.running += 1;
                state.publish();
                return Some(turn);
            }
            state.idle += 1;
            let woken = self.work.wait_timeout(state, self.keep_alive);
            let (woken, waited) = woken.unwrap_or_else(PoisonError::into_inner);
            state = woken;
            state.idle -= 1;
            if waited.timed_out() && state.queue.len() == 0 {
                state.threads -= 1;
                return None;
            }
        }
    }
}

/// Drops `jobs`, which tells their callers. Do it without the lock, since it wakes their tasks.
fn dismiss(jobs: impl IntoIterator<Item = Box<dyn Job>>) {
    for job in jobs {
        survive(|| drop(job));
    }
}
