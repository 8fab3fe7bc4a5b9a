//! The threads that hash: as many as there are permits, each with one work area, behind a bounded queue.
//!
//! Own threads rather than the runtime's blocking pool: theirs is sized for waiting, not for work, and a thread that
//! stays is what keeps a work area warm. They start on demand and leave when idle, and take their memory with them.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::area::WorkArea;
use super::lock;

/// How long a thread without work stays.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// Work for one permit. To drop it untold must tell whoever waits for it that there is no answer.
pub(super) trait Job: Send {
    /// Whether nobody waits for it any more; a job that says so is dropped.
    fn abandoned(&mut self) -> bool;

    /// Does the work.
    fn run(&mut self, area: &mut WorkArea);

    /// Hands the result over, once the permit is free again: who has an answer can ask the next question at once.
    fn tell(self: Box<Self>);
}

/// The queue is full, or the operating system gives no thread.
#[derive(Debug)]
pub(super) struct Full;

/// What the pool is doing right now.
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
    /// Threads that wait for work.
    idle: usize,
    /// Threads that do work.
    running: usize,
}

impl Pool {
    /// A pool of `permits` threads, at least one, and room for `queue` jobs that wait.
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

    /// Queues `job`, and starts a thread for it if there is none to spare.
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
        // Nobody is left to do what is queued. Dropped after the lock, for it tells the callers.
        let undone = std::mem::take(&mut state.queue);
        drop(state);
        drop(undone);
        Err(Full)
    }
}

impl State {
    /// A free permit is room, too: the queue is for what has to wait.
    fn has_room(&self, shared: &Shared) -> bool {
        self.queue.len() < shared.queue.saturating_add(shared.permits - self.running)
    }
}

impl Shared {
    /// A thread's life.
    fn work(&self) {
        let mut area = WorkArea::default();
        while let Some(mut job) = self.next() {
            let done = catch_unwind(AssertUnwindSafe(|| attend(&mut *job, &mut area)));
            if done.is_err() {
                area = WorkArea::default();
                tracing::error!("a password hash panicked, and is answered as overload");
            }
            lock(&self.state).running -= 1;
            if matches!(done, Ok(true)) {
                // It wakes the callers' tasks, whose wakers are not ours to trust with this thread.
                let _ = catch_unwind(AssertUnwindSafe(|| job.tell()));
            }
        }
    }

    /// The next job, or `None` when it is time to leave.
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

/// Does `job` unless nobody waits for it, and says whether it did.
fn attend(job: &mut dyn Job, area: &mut WorkArea) -> bool {
    let wanted = !job.abandoned();
    if wanted {
        job.run(area);
    }
    wanted
}
