//! Digest credentials that pass and that must not, by the numbers of the project's list of cases.
//!
//! Unless a test says otherwise, "refused" is the whole of it: the status, every challenge, the body, the error in the
//! response's extensions, which callbacks were called, and whether the table of used counts was asked.
//!
//! Not applicable, since neither is ever advertised: 41 (`userhash`; it is refused, case 42) and 68 (`auth-int`; it is
//! refused, case 67). Case 57's user agent: nonces are bound to the auth object and its realm, not to the client, which
//! may come by another address or another process. Cases 33 to 40 are hashes by themselves, in
//! `httpauth/src/scheme/digest/hash/tests.rs`; 126 is in `nonce/tests`, where the randomness can be taken away.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unused_async,
    reason = "a test fails by a panic; the cases want async callbacks as well as sync ones"
)]

mod apps;
mod bound;
mod callbacks;
mod client;
mod curl;
mod header;
mod info;
mod nonces;
mod offered;
mod opaque;
mod parallel;
mod processes;
mod properties;
mod rewritten;
mod secrets;
mod store;
mod target;
mod vectors;
mod websocket;
