//! protect-axum: roles, which a layer finds out and the attribute of the handler asks for.

use std::collections::HashSet;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use protect_axum::GrantsLayer;

use super::{body, by_hand, roles};

/// The roles of who sent Basic credentials: the crate itself knows no scheme.
async fn extract(request: &mut Request) -> Result<HashSet<String>, Response> {
    let user = by_hand::basic_user(request.headers()).map_err(IntoResponse::into_response)?;
    Ok(roles(&user).iter().map(ToString::to_string).collect())
}

#[protect_axum::protect("admin")]
async fn handler() -> String {
    body(1)
}

/// A role on top of Basic.
pub(crate) fn role_route() -> Router {
    Router::new()
        .route("/", get(handler))
        .layer(GrantsLayer::with_extractor(extract))
}
