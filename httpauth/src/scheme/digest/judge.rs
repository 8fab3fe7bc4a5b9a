//! The judgement of the credentials, except for whether their nonce is good.

use std::borrow::Cow;
use std::future::Future;
use std::num::NonZeroU32;

use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::algorithm::{Algorithm, Qop};
use super::object::{DigestAuth, InfoValue, User};
use super::param::{Credentials, Signed, Username};
use super::{prove, target};
use crate::callback::GetPassword;
use crate::outcome::Refusal;
use crate::rejection::Reason;
use crate::scheme::throttled::{self, Beginning, Begun, BegunOf, Step};
use crate::scheme::{field, realm};
use crate::throttle::Judged;

/// A right response, whose nonce is still to be accepted.
pub(super) struct Proven<'f, U, B> {
    /// The attempt, which tells a throttle nothing unless the nonce is accepted too.
    pub(super) begun: B,
    pub(super) user: U,
    pub(super) info: InfoValue,
    pub(super) sent: SentNonce<'f>,
}

impl<'f, U, B> Proven<'f, U, B> {
    fn new(begun: B, user: U, info: InfoValue, signed: Signed<'f>) -> Self {
        let sent = SentNonce {
            nonce: signed.nonce,
            count: signed.protection.map(|protection| protection.nc.count()),
        };
        Self {
            begun,
            user,
            info,
            sent,
        }
    }
}

/// The nonce of a response and its count. There is no count in the legacy form of RFC 2069.
pub(super) struct SentNonce<'f> {
    pub(super) nonce: Cow<'f, [u8]>,
    pub(super) count: Option<NonZeroU32>,
}

/// Judges everything in the credentials except whether the nonce is good.
///
/// # Errors
///
/// The reason why they are not right, or the response of a callback that failed.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` holds its arguments twice, and futures are copied for each request"
)]
pub(super) fn judge<'f, A: DigestAuth + GetPassword>(
    field: &'f HeaderValue,
    parts: &mut Parts,
    state: &A::State,
) -> impl Future<Output = Result<Proven<'f, User<A>, BegunOf<A>>, Refusal>> + Send {
    async move {
        let (algorithm, opaque, mut signed) = read::<A>(field.as_bytes(), parts)?;
        if !is_our_opaque::<A>(opaque.as_deref().unwrap_or_default(), parts, state).await? {
            return Err(Reason::Invalid.into());
        }
        let mut begun = BegunOf::<A>::default();
        if let Some(beginning) = begin::<A>(&signed.username, parts, state) {
            begun = beginning.await?;
        }
        loop {
            let proven = prove::prove::<A>(&signed, algorithm, &mut begun, parts, state).await?;
            if let Some((user, info)) = proven {
                // A right response is judged with its nonce.
                begun.set(Judged::Unjudged);
                if A::Throttle::COUNTS && signed.username.of_libcurl().is_some() {
                    // The attempt counts for another user, who has not logged in.
                    begun = BegunOf::<A>::default();
                }
                return Ok(Proven::new(begun, user, info, signed));
            }
            // The hash is over the name, so that a response is right for one of the two at most. The other one is asked
            // about whether there is such a user or not.
            let Some(username) = signed.username.of_libcurl() else {
                begun.set(Judged::Wrong);
                return Err(Reason::Invalid.into());
            };
            signed.username = username;
            // The time that passes from now on tells that the first name was wrong. So it counts if the client goes away
            // or the callback fails, and not in full, since the response may be right.
            begun.set(Judged::Failed);
        }
    }
}

/// Begins an attempt, which counts for the user that libcurl means by the name if it may have written it.
///
/// So the guesses at a user have one limit however the name is written, and a request is one attempt.
fn begin<A: DigestAuth>(
    username: &Username<'_>,
    parts: &Parts,
    state: &A::State,
) -> Option<Beginning<BegunOf<A>>> {
    if !A::Throttle::COUNTS {
        return None;
    }
    match username.of_libcurl() {
        Some(meant) => throttled::begin::<A>(meant.as_str(), parts, state),
        None => throttled::begin::<A>(username.as_str(), parts, state),
    }
}

/// The `opaque` parameter of the credentials.
type Opaque<'f> = Option<Cow<'f, [u8]>>;

/// Reads the credentials and checks them as far as that takes no callback.
///
/// Returns the algorithm in use, and the parameters that the callbacks are still to be asked about.
///
/// # Errors
///
/// The reason why they cannot be read, are for another target, or are not as offered. 500 for a setting without a value.
fn read<'f, A: DigestAuth>(
    field: &'f [u8],
    parts: &Parts,
) -> Result<(Algorithm, Opaque<'f>, Signed<'f>), Refusal> {
    let params = field::after_scheme(field, A::SCHEME).ok_or_else(|| field::foreign(field))?;
    let credentials = Credentials::parse(params).map_err(|_| Reason::Malformed)?;
    let sent = target::sent::<A>(parts).map_err(IntoResponse::into_response)?;
    if !target::is_target(&credentials.signed.uri, sent, parts) {
        return Err(Reason::WrongTarget.into());
    }
    let realm = realm::text::<A>(parts).map_err(IntoResponse::into_response)?;
    let algorithm = as_offered::<A>(&credentials, realm).ok_or(Reason::Invalid)?;
    Ok((algorithm, credentials.opaque, credentials.signed))
}

/// Returns the algorithm in use if realm, qop and algorithm are what the challenge offered (RFC 7616 sections 3.4 and
/// 5.5).
///
/// Nothing weaker passes, and no response to another realm's challenge.
///
/// Without the `algorithm` parameter the algorithm is MD5 (RFC 7616 section 3.3), or its session form where only that
/// was offered.
fn as_offered<A: DigestAuth>(credentials: &Credentials<'_>, realm: &str) -> Option<Algorithm> {
    let algorithm = match (credentials.algorithm, A::ALGORITHMS) {
        (Some(algorithm), _) => algorithm,
        (None, [Algorithm::Md5Sess]) => Algorithm::Md5Sess,
        (None, _) => Algorithm::Md5,
    };
    let qop = match &credentials.signed.protection {
        Some(protection) => A::QOP && protection.qop == Qop::Auth,
        None => !A::QOP,
    };
    let realm = *credentials.realm == *realm.as_bytes();
    (qop && realm && A::ALGORITHMS.contains(&algorithm)).then_some(algorithm)
}

/// Returns whether `opaque` came back as it was sent (RFC 7616 section 3.4).
///
/// An empty `opaque` is not sent at all. Credentials without one, or with an empty one, are therefore right only where
/// the callback generates an empty one.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` holds its arguments twice, and futures are copied for each request"
)]
fn is_our_opaque<A: DigestAuth>(
    opaque: &[u8],
    parts: &mut Parts,
    state: &A::State,
) -> impl Future<Output = Result<bool, Response>> + Send {
    async move {
        if opaque.is_empty() && A::generate_opaque(parts, state).await?.as_deref() != Some("") {
            return Ok(false);
        }
        if let Some(verdict) = A::verify_opaque(opaque, parts, state).await? {
            return Ok(verdict);
        }
        let space = A::protection_space(parts).map_err(IntoResponse::into_response)?;
        Ok(*opaque == *space.opaque().as_bytes())
    }
}
