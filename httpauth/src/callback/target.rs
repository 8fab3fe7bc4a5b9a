//! The method and the target that `#[forwarded_target]` returns.

use axum::response::{IntoResponse, Response};

use super::verdict::failure;
use crate::forwarded::ForwardedTarget;

/// An answer of `#[forwarded_target]`, which is `Option<ForwardedTarget>` or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the forwarded target of a request",
    label = "not an `Option<ForwardedTarget>`",
    note = "return `Option<ForwardedTarget>`, which is `None` for a request that did not come from the proxy, or a \
            `Result` of it whose error is `IntoResponse`"
)]
pub trait IntoTarget {
    /// Returns the method and the target. `None` for those of the request itself.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_target(self) -> Result<Option<ForwardedTarget>, Response>;
}

impl IntoTarget for Option<ForwardedTarget> {
    fn into_target(self) -> Result<Self, Response> {
        Ok(self)
    }
}

impl<E: IntoResponse> IntoTarget for Result<Option<ForwardedTarget>, E> {
    fn into_target(self) -> Result<Option<ForwardedTarget>, Response> {
        self.map_err(failure)
    }
}
