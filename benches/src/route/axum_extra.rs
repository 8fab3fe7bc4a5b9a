//! axum-extra with `TypedHeader<Authorization<…>>`, which parses. The handler compares.

use axum::http::StatusCode;
use axum::{Router, routing::get};
use axum_extra::TypedHeader;
use axum_extra::headers::Authorization;
use axum_extra::headers::authorization::{Basic, Bearer};

use super::{body, by_password, by_token};

/// Returns a route with Basic.
pub(crate) fn basic_route() -> Router {
    async fn handler(
        TypedHeader(sent): TypedHeader<Authorization<Basic>>,
    ) -> Result<String, StatusCode> {
        by_password(sent.username(), sent.password())
            .map(|user| body(user.id))
            .ok_or(StatusCode::UNAUTHORIZED)
    }
    Router::new().route("/", get(handler))
}

/// Returns a route with Bearer.
pub(crate) fn bearer_route() -> Router {
    async fn handler(
        TypedHeader(sent): TypedHeader<Authorization<Bearer>>,
    ) -> Result<String, StatusCode> {
        by_token(sent.token())
            .map(|user| body(user.id))
            .ok_or(StatusCode::UNAUTHORIZED)
    }
    Router::new().route("/", get(handler))
}
