//! The further parameters of a callback.

use std::future::Future;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;

use super::verdict::failure;

/// An extractor that runs on the request before the callback does, and that sees the state of its auth object.
#[diagnostic::on_unimplemented(
    message = "the parameter `{Self}` of this callback is not an extractor",
    label = "not an extractor here",
    note = "after its own parameters a callback takes extractors of the request's head, `FromRequestParts`; the body is \
            the handler's",
    note = "`State<T>` needs an auth object that has a state; write `state = AppState` in the attribute that declares \
            the object, as in `#[basic_auth(state = AppState)]`"
)]
pub trait Extractor<S>: FromRequestParts<S> + Send {}

#[diagnostic::do_not_recommend]
impl<T: FromRequestParts<S> + Send, S> Extractor<S> for T {}

/// Runs one extractor of a callback.
///
/// # Errors
///
/// The rejection of the extractor.
pub fn extract<T, S>(
    parts: &mut Parts,
    state: &S,
) -> impl Future<Output = Result<T, Response>> + Send
where
    T: Extractor<S>,
    S: Sync,
{
    async move { T::from_request_parts(parts, state).await.map_err(failure) }
}
