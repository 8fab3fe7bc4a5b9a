//! Attacks and faults that must not pass, by the numbers of the project's list of cases.
//!
//! Unless a test says otherwise, "refused" is the whole of it: the status, every challenge, the body, the error in the
//! response's extensions, and that no callback was called.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod apps;
mod basic;
mod error_handler;
mod header;
mod macros;
mod operational;
mod optional;
mod random;
mod realm;
mod roles;
mod rules;
mod socket;
mod table;
mod token;
mod versions;
