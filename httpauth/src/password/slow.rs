//! The warning about hash functions that were built without optimisation.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::estimate::nominal;
use super::format::Shape;

/// The part of a second from which on a hash is felt. What is quicker is not worth a warning.
const FELT: Duration = Duration::from_millis(100);
/// A hash that takes this many times its nominal time was not optimised. A busy machine takes a few times as long, and
/// code without optimisation thirty.
const TIMES: u32 = 10;

/// The state of the warning, which is given once.
#[derive(Default)]
pub(super) struct Slow {
    warned: AtomicBool,
}

impl Slow {
    /// Warns if a hash of `shape` took so long that it was not optimised.
    ///
    /// Each application has its own profile for each dependency, which no code can ask for. So a debug build and the
    /// time are the evidence.
    pub(super) fn warn_once(&self, shape: Shape, took: Duration) {
        if cfg!(debug_assertions)
            && is_unoptimised(shape, took)
            && !self.warned.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(
                name: "httpauth.password.unoptimised",
                target: "httpauth",
                milliseconds = took.as_secs_f64() * 1e3,
                "password hashes are slow, since this debug build does not optimise them: set `opt-level = 3` in \
                 `[profile.dev.package.argon2]` and the like, as the README of httpauth shows"
            );
        }
    }
}

/// Returns whether a hash of `shape` that took this long was not optimised.
pub(super) fn is_unoptimised(shape: Shape, took: Duration) -> bool {
    took >= FELT && took >= nominal(shape) * TIMES
}
