//! protect-axum with roles, which a layer finds out and the attribute of the handler asks for.

use std::collections::HashSet;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use protect_axum::GrantsLayer;

use super::{body, by_hand, roles};

/// Returns the roles of the user who sent Basic credentials. The crate itself knows no scheme.
async fn extract(request: &mut Request) -> Result<HashSet<String>, Response> {
    let user = by_hand::basic_user(request.headers()).map_err(IntoResponse::into_response)?;
    Ok(roles(&user).iter().map(ToString::to_string).collect())
}

#[protect_axum::protect("admin")]
async fn handler() -> String {
    body(1)
}

/// Returns a route with a role on top of Basic.
pub(crate) fn role_route() -> Router {
    Router::new()
        .route("/", get(handler))
        .layer(GrantsLayer::with_extractor(extract))
}
