//! The guard and what surrounds it: policies over routers, the user's ways to a handler, the callbacks' extractors, what
//! outer layers see, what is kept secret, and the registry.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod callbacks;
mod extensions;
mod layers;
mod policy;
mod registry;
mod secrets;
mod sizes;
mod verdicts;
