//! Several schemes on one route (cases 93 to 100 for multi objects): who decides, and who answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unused_async,
    reason = "a test fails by a panic; the cases want async callbacks as well as sync ones"
)]

mod anonymous;
mod apps;
mod bare;
mod found;
mod handlers;
mod members;
mod nested;
mod once;
mod state;
