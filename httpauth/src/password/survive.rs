//! The way to call code that is not ours, such as wakers, loggers and recorders.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Calls `f`, and returns `None` if it panics.
pub(super) fn survive<R>(f: impl FnOnce() -> R) -> Option<R> {
    // What a panic carries is not ours either, and may panic once more when it is dropped.
    catch_unwind(AssertUnwindSafe(f)).map_err(mem::forget).ok()
}
