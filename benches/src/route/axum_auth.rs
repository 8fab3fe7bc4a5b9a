//! axum-auth: its extractors parse; the comparison is the handler's.

use axum::http::StatusCode;
use axum::{Router, routing::get};
use axum_auth::{AuthBasic, AuthBearer};

use super::{body, by_password, by_token};

/// Basic.
pub(crate) fn basic_route() -> Router {
    async fn handler(AuthBasic((username, password)): AuthBasic) -> Result<String, StatusCode> {
        by_password(&username, password.as_deref().unwrap_or_default())
            .map(|user| body(user.id))
            .ok_or(StatusCode::UNAUTHORIZED)
    }
    Router::new().route("/", get(handler))
}

/// Bearer.
pub(crate) fn bearer_route() -> Router {
    async fn handler(AuthBearer(token): AuthBearer) -> Result<String, StatusCode> {
        by_token(&token)
            .map(|user| body(user.id))
            .ok_or(StatusCode::UNAUTHORIZED)
    }
    Router::new().route("/", get(handler))
}
