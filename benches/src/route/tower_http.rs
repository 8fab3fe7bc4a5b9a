//! tower-http, whose layers compare the whole field with the right one. They know no user.
//!
//! Both are deprecated as "too basic to be useful in real applications"; they are what many have.

#![allow(deprecated)]

use axum::{Router, routing::get};
use tower_http::validate_request::ValidateRequestHeaderLayer;

use super::body;

async fn handler() -> String {
    body(1)
}

/// Returns a route with Basic.
pub(crate) fn basic_route() -> Router {
    Router::new()
        .route("/", get(handler))
        .layer(ValidateRequestHeaderLayer::basic("john", "hello"))
}

/// Returns a route with Bearer.
pub(crate) fn bearer_route() -> Router {
    Router::new()
        .route("/", get(handler))
        .layer(ValidateRequestHeaderLayer::bearer("secret-token-1"))
}
