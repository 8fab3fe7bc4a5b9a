//! axum-auth, whose extractors parse. The handler compares.

use axum::http::StatusCode;
use axum::{Router, routing::get};
use axum_auth::{AuthBasic, AuthBearer};

use super::{body, by_password, by_token};

/// Returns a route with Basic.
pub(crate) fn basic_route() -> Router {
    async fn handler(AuthBasic((username, password)): AuthBasic) -> Result<String, StatusCode> {
        by_password(&username, password.as_deref().unwrap_or_default())
            .map(|user| body(user.id))
            .ok_or(StatusCode::UNAUTHORIZED)
    }
    Router::new().route("/", get(handler))
}

/// Returns a route with Bearer.
pub(crate) fn bearer_route() -> Router {
    async fn handler(AuthBearer(token): AuthBearer) -> Result<String, StatusCode> {
        by_token(&token)
            .map(|user| body(user.id))
            .ok_or(StatusCode::UNAUTHORIZED)
    }
    Router::new().route("/", get(handler))
}
