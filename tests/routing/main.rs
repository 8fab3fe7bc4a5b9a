//! Default deny: the routers of `httpauth::routing` answer as axum's do, and `#[public]` handlers as plain ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic"
)]

mod matrix;
mod public;
mod table;
mod ways;
