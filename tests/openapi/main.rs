//! Tests of the feature `utoipa`: the guards in a document, the coverage of it, and the walk over it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod app;
mod covered;
mod document;
mod walked;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Returns the message of the panic that the assertion ends in.
fn panic_of(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the assertion holds");
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => (*panic.downcast::<&str>().unwrap()).to_owned(),
    }
}
