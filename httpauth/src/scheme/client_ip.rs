//! The client of a request, which `#[client_ip]` tells before anything else is done.

use axum::http::request::Parts;
use axum::response::Response;

use super::field;
use super::realm::Asking;
use super::throttled::HasThrottle;
use crate::authenticator::Scheme;
use crate::client::{self, Client};
use crate::granted;

/// Asks for the client of the request, in the place of an outer guard's. `None` if the object has no `#[client_ip]`, and
/// there is nothing to await.
#[inline]
pub(super) fn ask<'a, A: HasThrottle>(
    parts: &'a mut Parts,
    state: &'a A::State,
) -> Option<Asking<'a>> {
    if A::ASKS_CLIENT {
        return Some(Box::pin(ask_callback::<A>(parts, state)));
    }
    None
}

async fn ask_callback<A: HasThrottle>(parts: &mut Parts, state: &A::State) -> Result<(), Response> {
    // No callback gets to see the credentials as they came. The scheme checks again how many there are.
    let _ = field::only_marked_sensitive(&mut parts.headers, &A::Scheme::field());
    client::forget(&mut parts.extensions);
    let client = A::ask_client(parts, state).await?.map(Client::from);
    client::tell(client, &mut parts.extensions);
    granted::mark(&mut parts.extensions);
    Ok(())
}
