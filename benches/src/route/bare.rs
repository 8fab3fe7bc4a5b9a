//! The floor, which is axum without any authentication, and the cost of one extractor more.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use axum::{Router, routing::get};

use super::body;

/// Returns the bare handler.
pub(crate) fn route() -> Router {
    async fn handler() -> String {
        body(1)
    }
    Router::new().route("/", get(handler))
}

/// An extractor without work, which shows what axum itself takes for one more.
struct Noop;

impl<S: Send + Sync> FromRequestParts<S> for Noop {
    type Rejection = Response;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Response> {
        Ok(Self)
    }
}

/// Returns a handler with an extractor that does nothing.
pub(crate) fn noop_route() -> Router {
    async fn handler(_: Noop) -> String {
        body(1)
    }
    Router::new().route("/", get(handler))
}
