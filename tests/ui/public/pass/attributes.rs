#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    rust_2018_idioms,
    single_use_lifetimes
)]
#![deny(
    missing_debug_implementations,
    missing_copy_implementations,
    unnameable_types,
    unused,
    let_underscore_drop
)]
#![deny(
    private_bounds,
    private_interfaces,
    redundant_lifetimes,
    trivial_casts,
    unit_bindings
)]
#![forbid(unsafe_code)]
#![allow(clippy::non_minimal_cfg)]
//! A crate with strict lints.

use axum::debug_handler;
use axum::extract::Path;
use httpauth::public;
use httpauth::routing::{Router, get};
use tracing::instrument;

/// Public handlers.
pub mod pages {
    use super::*;

    /// Says hello.
    #[public(reason = "a greeting", crate = ::httpauth)]
    pub async fn index() -> &'static str {
        "hello"
    }
}

#[public]
#[debug_handler]
async fn debugged(Path(id): Path<u32>, body: String) -> String
where
    String: Sized,
{
    format!("{id} {body}")
}

#[public]
#[instrument(skip(body), fields(name = %body))]
async fn traced(Path(id): Path<u32>, body: String) -> Result<String, String> {
    Ok(id.to_string())
}

#[instrument(skip_all)]
#[public]
async fn traced_above(body: String) -> String {
    body
}

#[public]
#[cfg(any())]
async fn configured() -> Nothing {}

#[cfg(not(any()))]
#[public]
#[cfg_attr(all(), allow(clippy::unused_async))]
#[expect(unused_variables)]
#[deprecated(note = "stays a handler")]
#[must_use]
async fn configured() -> &'static str {
    let unused = 5;
    "configured"
}

#[public]
async fn a_parameter_below_cfg(#[cfg(any())] _: Nothing, #[cfg(all())] body: String) -> String {
    body
}

#[utoipa::path(get, path = "/documented/{id}", params(("id" = u32, Path)), responses((status = 200, body = String)))]
#[public]
async fn documented(Path(id): Path<u32>) -> String {
    id.to_string()
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(documented))]
struct Api;

#[test]
fn compiles() {
    let openapi = <Api as utoipa::OpenApi>::openapi();
    assert!(openapi.paths.paths.contains_key("/documented/{id}"));
    #[allow(deprecated)]
    let configured = get(configured);
    let _app: Router = Router::new()
        .route(
            "/",
            get(pages::index)
                .post(a_parameter_below_cfg)
                .put(traced_above),
        )
        .route("/{id}", get(debugged).post(traced))
        .route("/documented/{id}", get(documented))
        .route("/configured", configured);
}
