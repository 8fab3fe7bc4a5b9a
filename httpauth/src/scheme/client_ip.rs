//! The client of a request, which `#[client_ip]` tells before anything else is done.

use std::future::Future;
use std::pin::Pin;

use axum::http::request::Parts;
use axum::response::Response;

use super::field;
use super::throttled::HasThrottle;
use crate::authenticator::Scheme;
use crate::client::{self, Client};
use crate::granted;

/// A call of a `#[client_ip]` callback.
type Asking<'a> = Pin<Box<dyn Future<Output = Result<(), Box<Response>>> + Send + 'a>>;

/// Asks for the client of the request, in the place of an outer guard's. Does nothing if the object has no `#[client_ip]`.
///
/// The callback's future is boxed, so that the guards of other objects have no room for it in theirs.
///
/// # Errors
///
/// The response of the callback.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` holds its arguments twice, and futures are copied for each request"
)]
pub(super) fn ask<A: HasThrottle>(
    parts: &mut Parts,
    state: &A::State,
) -> impl Future<Output = Result<(), Response>> + Send {
    async move {
        if A::ASKS_CLIENT {
            let asking: Asking<'_> = Box::pin(ask_callback::<A>(parts, state));
            asking.await.map_err(|response| *response)?;
        }
        Ok(())
    }
}

async fn ask_callback<A: HasThrottle>(
    parts: &mut Parts,
    state: &A::State,
) -> Result<(), Box<Response>> {
    // No callback gets to see the credentials as they came. The scheme checks again how many there are.
    let _ = field::only_marked_sensitive(&mut parts.headers, &A::Scheme::field());
    client::forget(&mut parts.extensions);
    let client = A::ask_client(parts, state).await?.map(Client::from);
    client::tell(client, &mut parts.extensions);
    granted::mark(&mut parts.extensions);
    Ok(())
}
