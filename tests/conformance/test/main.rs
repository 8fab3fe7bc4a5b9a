//! Every row of every table of the conformance server, over real sockets, by a client that shares no code with the
//! library.
//!
//! The client checks with every answer that it is no failure, that a refusal has a challenge, that HEAD has no body and
//! that the connection survives.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by a panic"
)]

mod basic;
mod basic_malformed;
mod client;
mod credentials;
mod digest;
mod digest_hostile;
mod digest_kinds;
mod digest_params;
mod error_handlers;
mod multi;
mod roles;
mod token;
