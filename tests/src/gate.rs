//! A gate that hanging callbacks wait for, and a way for a test to await a condition.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;

/// A gate that is closed until it is opened, and that knows who stands before it.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    open: Semaphore,
    waiting: AtomicUsize,
}

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(Inner {
            open: Semaphore::new(0),
            waiting: AtomicUsize::new(0),
        }))
    }
}

impl Gate {
    /// Waits until the gate is opened.
    pub async fn pass(&self) {
        let waits = Waits::new(&self.0.waiting);
        let permit = self.0.open.acquire().await;
        drop(permit.unwrap());
        drop(waits);
    }

    /// Lets everybody pass from now on.
    pub fn open(&self) {
        self.0.open.add_permits(Semaphore::MAX_PERMITS / 2);
    }

    /// Returns how many calls wait. A call whose future was dropped does not count.
    pub fn waiting(&self) -> usize {
        self.0.waiting.load(Ordering::SeqCst)
    }

    /// Returns as soon as so many wait.
    pub async fn until_waiting(&self, count: usize) {
        until(|| self.waiting() == count).await;
    }
}

/// One who waits, until it is dropped.
struct Waits<'g>(&'g AtomicUsize);

impl<'g> Waits<'g> {
    fn new(count: &'g AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Returns as soon as the condition holds.
#[track_caller]
pub fn until(condition: impl Fn() -> bool) -> impl Future<Output = ()> {
    patiently(async move {
        while !condition() {
            tokio::task::yield_now().await;
        }
    })
}

/// Awaits the future and returns its output.
///
/// # Panics
///
/// If it comes to nothing within a minute: that is a test that hangs, and no measure of anything.
#[track_caller]
pub(crate) fn patiently<T>(future: impl Future<Output = T>) -> impl Future<Output = T> {
    let caller = std::panic::Location::caller();
    async move {
        let patience = Duration::from_secs(60);
        let ended = tokio::time::timeout(patience, future).await;
        ended.unwrap_or_else(|_| panic!("nothing came of {caller}"))
    }
}
