//! The answer of a callback, which stays in the request's extensions for the steps that follow.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use axum::http::request::Parts;
use axum::response::Response;

use crate::authenticator::Authenticator;
use crate::setting::{SettingError, no_value};

/// The answer `T` of a callback for a request to the auth object `A`.
struct Told<A, T>(T, PhantomData<fn() -> A>);

// The derived implementation would ask for `A: Clone`.
impl<A, T: Clone> Clone for Told<A, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

/// A call of a callback that leaves its answer. Its error is the response of the callback, or 500 for an answer that cannot
/// be used.
///
/// It is boxed, so that the guards of objects without the callback have no room for it in theirs.
pub(super) type Asking<'a> = Pin<Box<dyn Future<Output = Result<(), Response>> + Send + 'a>>;

/// Leaves the answer, in the place of what an outer guard was told.
pub(super) fn leave<A, T>(answer: T, parts: &mut Parts)
where
    A: Authenticator,
    T: Clone + Send + Sync + 'static,
{
    let told = Told::<A, T>(answer, PhantomData);
    parts.extensions.insert(told);
}

/// Returns the answer that this guard, or an outer one of the same auth object, was told.
pub(super) fn find<A, T>(parts: &Parts) -> Option<&T>
where
    A: Authenticator,
    T: Send + Sync + 'static,
{
    let told = parts.extensions.get::<Told<A, T>>()?;
    Some(&told.0)
}

/// Removes what an outer guard was told.
pub(super) fn forget<A, T>(parts: &mut Parts)
where
    A: Authenticator,
    T: Clone + Send + Sync + 'static,
{
    parts.extensions.remove::<Told<A, T>>();
}

/// Logs that the answer about `key` is not where it was left. Nothing declared may stand for it.
pub(super) fn taken<A: Authenticator>(key: &'static str) -> SettingError {
    let problem = "an extractor has removed it from the extensions of the request";
    no_value(A::REGISTRY.object(), key, problem)
}
