//! The metadata that `#[protected_resource]` returns.

use axum::response::{IntoResponse, Response};

use super::verdict::failure;
use crate::resource::ProtectedResource;

/// An answer of `#[protected_resource]`, which is a [`ProtectedResource`] or a `Result` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `ProtectedResource`",
    label = "not a `ProtectedResource`",
    note = "return `ProtectedResource`, or a `Result<ProtectedResource, E>` whose error is `IntoResponse`"
)]
pub trait IntoResource {
    /// Returns the metadata.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_resource(self) -> Result<ProtectedResource, Response>;
}

impl IntoResource for ProtectedResource {
    fn into_resource(self) -> Result<ProtectedResource, Response> {
        Ok(self)
    }
}

impl<E: IntoResponse> IntoResource for Result<ProtectedResource, E> {
    fn into_resource(self) -> Result<ProtectedResource, Response> {
        self.map_err(failure)
    }
}
