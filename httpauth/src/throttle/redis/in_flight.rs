//! The attempts in flight that the memory admitted, of which the server knows nothing.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use crate::lock::lock;
use crate::throttle::Attempt;

/// The attempts in flight, each with their number. Those of one client as one user are as good as each other.
#[derive(Default)]
pub(super) struct InFlight(Mutex<HashMap<Attempt, u32>>);

impl InFlight {
    /// Notes that an attempt has begun.
    pub(super) fn enter(&self, attempt: &Attempt) {
        *self.lock().entry(attempt.known(false)).or_default() += 1;
    }

    /// Notes that an attempt has ended, and returns whether it was one of these.
    pub(super) fn leave(&self, attempt: &Attempt) -> bool {
        let (mut flights, attempt) = (self.lock(), attempt.known(false));
        let Some(count) = flights.get_mut(&attempt) else {
            return false;
        };
        *count -= 1;
        if *count == 0 {
            flights.remove(&attempt);
        }
        true
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Attempt, u32>> {
        // Nothing panics under the lock.
        lock(&self.0)
    }
}
