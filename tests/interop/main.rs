//! Clients that we did not write, against a server on 127.0.0.1; what they were seen to do is a table of the
//! documentation, `httpauth/docs/clients.md`. nginx between them, as a proxy and as a cache. HAProxy before the server, for
//! HTTP/2 with TLS. And Redis, where `RedisNonces` keeps counts.
//!
//! A client that is not installed is skipped with a word; `.ci/clients` installs all of them, and lets none be skipped
//! (`INTEROP=required`). `INTEROP=overwrite` writes the tables anew: read the diff, and set the date. `scripts` has what a
//! client needs to be run. The tests of clients that the gate leaves to `.ci/run clients` are `#[ignore]`d.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod ab;
mod app;
mod bodies;
mod cache;
mod checks;
mod chromium;
mod client;
mod curl;
mod haproxy;
mod java;
mod log;
mod nginx;
mod node;
mod proxy;
mod python;
mod redis;
mod server;
mod table;
mod websocket;
mod wget;
