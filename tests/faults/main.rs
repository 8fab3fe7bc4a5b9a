//! The guarantees of the library when a callback, a store, a client or the machine fails.
//!
//! Over real sockets wherever a connection matters. Nothing waits for time to pass: every test waits for what it is
//! about, and gives up only where the other choice is to hang for ever.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod bodies;
mod callbacks;
mod drained;
mod errors;
mod flood;
mod frames;
mod gone;
mod half;
mod panics;
mod passwords;
mod shutdown;
mod store;
mod timeout;
