//! The throttle and the client's address. The tests cover the limits as a client meets them, what counts as a failure,
//! requests at once, attempts that nobody judged, the client in callbacks and handlers, the events, and a simulation of attacks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod apps;
mod at_once;
mod client;
mod counted;
mod libcurl;
mod limits;
mod spraying;
mod unjudged;
