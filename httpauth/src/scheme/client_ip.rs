//! The client of a request, which `#[client_ip]` tells before anything else is done.

use axum::http::request::Parts;
use axum::response::Response;

use super::field;
use super::realm;
use super::throttled::HasThrottle;
use super::told::Asking;
use crate::authenticator::Scheme;
use crate::client::{self, Client};
use crate::granted;

/// Asks for the client of the request, and then for its realm, in the place of an outer guard's. `None` if the object has
/// neither callback, and there is nothing to await.
#[inline]
pub(super) fn ask_and_realm<'a, A: HasThrottle>(
    parts: &'a mut Parts,
    state: &'a A::State,
) -> Option<Asking<'a>> {
    if A::ASKS_CLIENT {
        return Some(Box::pin(ask_callbacks::<A>(parts, state)));
    }
    realm::ask::<A>(parts, state)
}

async fn ask_callbacks<A: HasThrottle>(
    parts: &mut Parts,
    state: &A::State,
) -> Result<(), Response> {
    // Where `#[client_ip]` refuses, the challenge must not be for an outer guard's realm.
    realm::forget::<A>(parts);
    // No callback gets to see the credentials as they came. The scheme checks again how many there are.
    let _ = field::only_marked_sensitive(&mut parts.headers, &A::Scheme::field());
    client::forget(&mut parts.extensions);
    let client = A::ask_client(parts, state).await?.map(Client::from);
    client::tell(client, &mut parts.extensions);
    granted::mark(&mut parts.extensions);
    match realm::ask::<A>(parts, state) {
        Some(asking) => asking.await,
        None => Ok(()),
    }
}
