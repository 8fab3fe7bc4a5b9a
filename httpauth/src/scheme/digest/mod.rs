//! The Digest scheme of RFC 7616, in which the client proves that it knows the password without sending it.

mod algorithm;
mod challenge;
#[cfg(feature = "testing")]
mod client;
mod ha1;
mod hash;
mod judge;
mod nonce;
mod object;
mod param;
#[cfg(any(test, fuzzing))]
pub(crate) mod properties;
mod prove;
mod target;
mod ttl;

use std::future::Future;

use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::realm;
use super::throttled::Begun;
use super::{client_ip, field, grant_and_realm, unavailable};
use crate::authenticator::{Look, Scheme};
use crate::callback::{GetPassword, has_slots};
use crate::granted;
use crate::outcome::{Denied, Grant, Outcome, Refusal};
use crate::rejection::{Challenges, Reason};
use crate::throttle::Judged;
use crate::user::Required;

pub use algorithm::Algorithm;
#[cfg(feature = "testing")]
pub use client::{DigestClient, DigestError};
pub use ha1::{ManyRealms, OneRealm, RealmKind, ha1};
#[cfg(feature = "redis")]
pub use nonce::RedisNonces;
pub use nonce::{
    Claim, MemoryNonces, Nonce, NonceKey, NonceStore, ProtectionSpace, RngError, process_clock,
    unix_clock,
};
pub use object::DigestAuth;
pub use ttl::nonce_ttl;

use nonce::{NonceText, Verified};
use object::{InfoValue, User};

/// The scheme of the objects that `#[digest_auth]` declares.
#[derive(Debug)]
pub struct Digest;

has_slots!(Digest: GetPassword, GenerateNonce, VerifyNonce, GenerateOpaque, VerifyOpaque, Realm, ClientIp, ForwardedTarget, GetUserRoles, ErrorHandler);

impl<A: DigestAuth + GetPassword> Scheme<A> for Digest {
    type User = User<A>;
    type Presence = Required;
    type Info = InfoValue;
    const ASKS_CLIENT: bool = A::ASKS_CLIENT;

    fn owner(authorization: Option<&[u8]>, _: &HeaderMap) -> Option<u8> {
        field::has_credentials(authorization, A::SCHEME).then_some(0)
    }

    grant_and_realm!(A);

    fn authenticate(
        look: impl Look,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Outcome<User<A>, Self::Info>> + Send {
        async move {
            if let Some(asking) = client_ip::ask_and_realm::<A>(parts, state) {
                asking.await?;
            }
            if let Some(grant) = granted::recall::<A, Self>(parts) {
                return Ok(Some(grant));
            }
            let Some(field) = look.only(&mut parts.headers, &AUTHORIZATION)? else {
                return Ok(None);
            };
            // Shares the bytes, because the callbacks' extractors need the request for themselves.
            let field = field.clone();
            if let Some(asking) = target::ask::<A>(parts, state) {
                asking.await?;
            }
            let mut proven = judge::judge::<A>(&field, parts, state).await?;
            let next = accept_nonce::<A>(&proven.sent, parts, state).await?;
            proven.begun.set(Judged::Right);
            Ok(Some(Grant {
                user: Some(proven.user),
                info: proven
                    .info
                    .map(|info| challenge::with_next_nonce(info, next.as_ref())),
                member: 0,
            }))
        }
    }

    async fn challenges(
        denied: &Denied,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        if let Some(asking) = realm::ask_once::<A>(parts, state) {
            asking.await?;
        }
        challenge::challenges::<A>(denied.reason == Reason::Stale, parts, state).await
    }
}

/// Accepts the nonce of a right response and claims its count.
///
/// In the last quarter of the nonce's life it returns the nonce to go on with, so that the client need not be refused
/// first. It returns `None` for a nonce of the callbacks, because they alone decide about theirs.
///
/// # Errors
///
/// [`Reason::Stale`] for a nonce that is too old, forgotten or not ours. The client knows the password, so it may try
/// again with a new one (RFC 7616 section 3.3). [`Reason::Replayed`] for a count that was used before. 503 for a store
/// that fails.
async fn accept_nonce<A: DigestAuth>(
    sent: &judge::SentNonce<'_>,
    parts: &mut Parts,
    state: &A::State,
) -> Result<Option<NonceText>, Refusal> {
    match A::verify_nonce(&sent.nonce, parts, state).await? {
        Some(true) => return Ok(None),
        Some(false) => return Err(Reason::Stale.into()),
        None => {}
    }
    let store = A::nonces(state);
    let (nonce, is_ending) = fresh::<A>(&sent.nonce, parts, &store)?;
    if let Some(count) = sent.count {
        let claim = store.claim(&nonce, count).await;
        match claim.map_err(unavailable)? {
            Claim::Accepted => {}
            Claim::Replayed => return Err(Reason::Replayed.into()),
            Claim::Stale => return Err(Reason::Stale.into()),
        }
    }
    // A failure to issue the next nonce is no error, because the client can go on with this one until it is stale.
    let next = is_ending.then(|| challenge::issue::<A>(parts, state).ok());
    Ok(next.flatten())
}

/// Verifies a nonce. Returns it, and whether this is the last quarter of its life.
///
/// # Errors
///
/// [`Reason::Stale`] for a nonce that is not ours or past its life, 503 for a store without a key, 500 for a setting
/// without a value.
fn fresh<A: DigestAuth>(
    nonce: &[u8],
    parts: &Parts,
    store: &A::Nonces,
) -> Result<(Nonce, bool), Refusal> {
    let key = store.key().map_err(unavailable)?;
    let space = A::protection_space(parts).map_err(IntoResponse::into_response)?;
    let ttl = A::nonce_ttl().map_err(IntoResponse::into_response)?;
    let now = store.now();
    match nonce::verify(nonce, key, &space, now, ttl) {
        Verified::Fresh(nonce) => Ok((nonce, nonce.expires_at().saturating_sub(now) < ttl / 4)),
        Verified::Aged | Verified::NotOurs => Err(Reason::Stale.into()),
    }
}
