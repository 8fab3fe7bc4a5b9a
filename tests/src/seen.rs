//! The record of what the callbacks saw.

use std::sync::{Arc, Mutex};

/// A record of calls. Each test has its own, in the state of its router.
#[derive(Clone, Debug, Default)]
pub struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    /// Records one call with what it saw.
    pub fn record(&self, call: impl Into<String>) {
        self.0.lock().unwrap().push(call.into());
    }

    /// Takes the calls so far, in order.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// Asserts that these calls, and no other, were made since the last time.
    #[track_caller]
    pub fn assert(&self, calls: &[&str]) {
        assert_eq!(self.take(), calls, "the calls of the callbacks");
    }
}
