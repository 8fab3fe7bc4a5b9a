//! The guard and what surrounds it. The tests cover the forms of handlers, policies over routers, one authentication a
//! request, the user's ways to a handler, the user's roles, the callbacks' extractors, refused bodies, caches, outer layers,
//! secrets, events, the registry, the realms of tenants, protected resources and tokens in subprotocols.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod anonymous;
mod blanket;
mod bodies;
mod caches;
mod callbacks;
mod errors;
mod events;
mod extensions;
mod frames;
mod functions;
mod handlers;
mod innermost;
mod layers;
mod many_roles;
mod members_roles;
mod middleware;
mod named;
mod once;
mod permissions;
mod placement;
mod policy;
mod registry;
mod resource;
mod rewritten;
mod roles;
mod secrets;
mod settings;
mod sizes;
mod streams;
mod subprotocol;
mod tenants;
mod testing;
mod verdicts;
