#![doc = include_str!("../../docs/routing.md")]

pub(crate) mod decided;
mod method;
mod parts;
mod router;
mod served;
mod verbs;

pub use axum::routing::MethodFilter;

pub use decided::{Decided, DecidedService};
pub use method::MethodRouter;
pub use parts::{MethodRoutes, Routes};
pub use router::Router;
pub use verbs::{
    any, any_service, connect, connect_service, delete, delete_service, get, get_service, head,
    head_service, on, on_service, options, options_service, patch, patch_service, post,
    post_service, put, put_service, trace, trace_service,
};
