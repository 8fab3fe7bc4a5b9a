//! The code that the tests of `httpauth` share. It has a client, a record of what the callbacks saw, and a server on a
//! real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test fails by a panic"
)]

mod answer;
mod call;
pub mod digest;
pub mod elsewhere;
mod gate;
pub mod hostile;
mod http2;
mod seen;
mod server;

pub use answer::Answer;
pub use call::{Call, base64, basic};
pub use gate::{Gate, until};
pub use http2::{Http2, http2};
pub use seen::Seen;
pub use server::{Connection, Server};
