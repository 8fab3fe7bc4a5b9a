//! Attacks and faults: what must not pass, by the numbers of the project's list of cases.
//!
//! Unless a test says otherwise, "refused" is the whole of it: the status, every challenge, the body, the error in the
//! response's extensions, and that no callback was called.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic"
)]

mod apps;
mod basic;
mod header;
mod macros;
mod operational;
mod optional;
mod random;
mod roles;
mod socket;
mod token;
