//! The threads that hash. There are as many as there are permits, each with one work area, behind a bounded queue.
//!
//! The runtime's blocking pool is not used, since it is sized for waiting, not for work, and only a thread that stays
//! keeps a work area warm. The threads start on demand, leave when idle, and take their memory with them.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::area::WorkArea;
use super::lock::lock;

/// The time that a thread without work stays.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

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

/// The error when the queue is full, or the operating system gives no thread.
#[derive(Debug)]
pub(super) struct Full;

/// The present load of the pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load {
    pub(super) running: usize,
    pub(super) queued: usize,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) threads: usize,
}

/// A bounded number of threads behind a bounded queue.
pub(super) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    work: Condvar,
    permits: usize,
    queue: usize,
    keep_alive: Duration,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Box<dyn Job>>,
    threads: usize,
    /// The number of threads that wait for work.
    idle: usize,
    /// The number of threads that do work.
    running: usize,
}

impl Pool {
    /// Creates a pool of `permits` threads, at least one, with room for `queue` jobs that wait.
    pub(super) fn new(permits: usize, queue: usize) -> Self {
        Self::with_keep_alive(permits, queue, KEEP_ALIVE)
    }

    pub(super) fn with_keep_alive(permits: usize, queue: usize, keep_alive: Duration) -> Self {
        let shared = Shared {
            state: Mutex::default(),
            work: Condvar::new(),
            permits: permits.max(1),
            queue,
            keep_alive,
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Queues `job`, and starts a thread for it if no other is free and the permits allow one more.
    pub(super) fn submit(&self, job: Box<dyn Job>) -> Result<(), Full> {
        let shared = &self.shared;
        let mut state = lock(&shared.state);
        if !state.has_room(shared) {
            state.queue.retain_mut(|job| !job.abandoned());
            if !state.has_room(shared) {
                drop(state);
                return Err(Full);
            }
        }
        state.queue.push_back(job);
        let more = state.idle < state.queue.len() && state.threads < shared.permits;
        state.threads += usize::from(more);
        drop(state);
        shared.work.notify_one();
        if more { self.start() } else { Ok(()) }
    }

    pub(super) fn load(&self) -> Load {
        let state = lock(&self.shared.state);
        Load {
            running: state.running,
            queued: state.queue.len(),
            threads: state.threads,
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
        // No thread is left for the queued jobs. They are dropped after the lock, since that tells their callers.
        let undone = std::mem::take(&mut state.queue);
        drop(state);
        drop(undone);
        Err(Full)
    }
}

impl State {
    /// Returns whether a job can be queued. A free permit is room too, since the queue is for jobs that have to wait.
    fn has_room(&self, shared: &Shared) -> bool {
        self.queue.len() < shared.queue.saturating_add(shared.permits - self.running)
    }
}

impl Shared {
    /// Runs a thread until it is time to leave.
    fn work(&self) {
        let mut area = WorkArea::default();
        while let Some(mut job) = self.next() {
            let done = catch_unwind(AssertUnwindSafe(|| attend(&mut *job, &mut area)));
            if done.is_err() {
                area = WorkArea::default();
                tracing::error!(
                    name: "httpauth.password.panicked",
                    target: "httpauth",
                    "a password hash panicked, so its callers get `Overloaded`"
                );
            }
            lock(&self.state).running -= 1;
            if matches!(done, Ok(true)) {
                // This wakes the callers' tasks, whose wakers are not ours to trust with this thread.
                let _ = catch_unwind(AssertUnwindSafe(|| job.tell()));
            }
        }
    }

    /// Waits for the next job. Returns `None` when it is time to leave.
    fn next(&self) -> Option<Box<dyn Job>> {
        let mut state = lock(&self.state);
        loop {
            if let Some(job) = state.queue.pop_front() {
                state.running += 1;
                return Some(job);
            }
            state.idle += 1;
            let woken = self.work.wait_timeout(state, self.keep_alive);
            let (woken, waited) = woken.unwrap_or_else(PoisonError::into_inner);
            state = woken;
            state.idle -= 1;
            if waited.timed_out() && state.queue.is_empty() {
                state.threads -= 1;
                return None;
            }
        }
    }
}

/// Runs `job` unless nobody waits for it, and returns whether it did.
fn attend(job: &mut dyn Job, area: &mut WorkArea) -> bool {
    let wanted = !job.abandoned();
    if wanted {
        job.run(area);
    }
    wanted
}
