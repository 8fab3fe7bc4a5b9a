//! Tests of httpauth with software that we did not write. Clients get pages from a server on 127.0.0.1, and a table of
//! the documentation, `httpauth/docs/clients.md`, has the results. nginx stands between them as a proxy and as a cache.
//! HAProxy stands before the server for HTTP/2 with TLS. Both, and Caddy, strip a prefix. A Redis server keeps the counts of
//! `RedisNonces` and `RedisThrottle`. Apache is a server for the client of Digest that `httpauth::testing` has. The module
//! `programs` has programs with a task of several requests, and Apache or Radicale behind the guard.
//!
//! A client that is not installed is skipped, and a line of the output says so. `.ci/clients` installs all clients and
//! skips none (`INTEROP=required`). `INTEROP=overwrite` writes the tables anew. Read the diff then, and set the date. The
//! folder `scripts` has the files that the clients need. The tests of clients that are left to `.ci/run clients` are
//! `#[ignore]`d.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod ab;
mod apache;
mod app;
mod bodies;
mod brief;
mod cache;
mod checks;
mod chromium;
mod client;
mod clients;
mod comparison;
mod curl;
mod firefox;
mod grpc;
mod haproxy;
mod log;
mod nginx;
mod prefix;
mod programs;
mod proxy;
mod redis;
mod server;
mod sockets;
mod table;
mod way;
mod websocket;
mod wget;
