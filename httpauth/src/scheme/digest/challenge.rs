//! The challenges and the `Authentication-Info` that the server sends.

use std::borrow::Cow;

use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::algorithm::Algorithm;
use super::hash::Proof;
use super::nonce::{NonceStore, NonceText};
use super::object::DigestAuth;
use super::param::{Protection, Signed};
use crate::rejection::Challenges;
use crate::scheme::{realm, unavailable};

/// Returns one challenge for each algorithm, the preferred one first (RFC 7616 sections 3.3 and 3.7).
///
/// All of them carry the same nonce.
///
/// # Errors
///
/// The response of a callback or a store that failed.
pub(super) async fn challenges<A: DigestAuth>(
    stale: bool,
    parts: &mut Parts,
    state: &A::State,
) -> Result<Challenges, Box<Response>> {
    let nonce = A::generate_nonce(parts, state).await?;
    let opaque = A::generate_opaque(parts, state).await?;
    let challenge = realm::challenge::<A>(parts)?;
    let space = A::protection_space(parts)?;
    // The library's own nonce and opaque need no quoted-pairs.
    let issued;
    let nonce = match &nonce {
        Some(nonce) => quoted(nonce.as_bytes()),
        None => {
            issued = issue::<A>(parts, state)?;
            Cow::Borrowed(issued.as_str().as_bytes())
        }
    };
    let opaque = match &opaque {
        Some(opaque) => quoted(opaque.as_bytes()),
        None => Cow::Borrowed(space.opaque().as_bytes()),
    };
    let of = |algorithm: &Algorithm| {
        let start = challenge.as_bytes();
        self::challenge::<A>(start, *algorithm, &nonce, &opaque, stale)
    };
    if let [only] = A::ALGORITHMS {
        return of(only).map(Challenges::from);
    }
    A::ALGORITHMS
        .iter()
        .map(of)
        .collect::<Result<Vec<_>, _>>()
        .map(Challenges::Many)
}

/// Returns the challenge of one algorithm, which begins with `start`.
///
/// Realm, nonce, opaque and qop are quoted in it (RFC 7616 section 3.3).
///
/// An empty `opaque` is left out, as several clients leave it out of their credentials.
///
/// # Errors
///
/// 500 if a nonce or opaque from a callback cannot stand in a header.
fn challenge<A: DigestAuth>(
    start: &[u8],
    algorithm: Algorithm,
    nonce: &[u8],
    opaque: &[u8],
    stale: bool,
) -> Result<HeaderValue, Box<Response>> {
    let before_opaque = if opaque.is_empty() {
        ""
    } else {
        "\", opaque=\""
    };
    let qop = if A::QOP { ", qop=\"auth\"" } else { "" };
    let stale = if stale { ", stale=true" } else { "" };
    let value = [
        start,
        b", nonce=\"",
        nonce,
        before_opaque.as_bytes(),
        opaque,
        b"\", algorithm=",
        algorithm.name().as_bytes(),
        qop.as_bytes(),
        b", charset=UTF-8",
        stale.as_bytes(),
    ];
    HeaderValue::try_from(value.concat())
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response().into())
}

/// Issues a new nonce.
///
/// # Errors
///
/// 503 if the store has no key or the system no randomness, 500 for a setting without a value.
pub(super) fn issue<A: DigestAuth>(parts: &Parts, state: &A::State) -> Result<NonceText, Response> {
    // Fails here, so that no client gets a nonce that would then be refused.
    A::nonce_ttl().map_err(IntoResponse::into_response)?;
    let store = A::nonces(state);
    let key = store.key().map_err(unavailable)?;
    let space = A::protection_space(parts).map_err(IntoResponse::into_response)?;
    NonceText::issue(key, &space, store.now()).map_err(unavailable)
}

/// The length of what is the same in each `Authentication-Info`.
const FIXED: usize = r#"rspauth="", qop=, nc=00000000, cnonce="""#.len();

/// Returns the value of `Authentication-Info`, which shows the client that the server knows the password too (RFC 7616
/// section 3.5).
///
/// Returns `None` for the legacy form, which has no `rspauth`.
pub(super) fn authentication_info(signed: &Signed<'_>, proof: &Proof) -> Option<Box<[u8]>> {
    let Protection { qop, nc, cnonce } = signed.protection.as_ref()?;
    // A value that came without a quoted-pair needs none to go back.
    let cnonce = match cnonce {
        Cow::Borrowed(cnonce) => Cow::Borrowed(*cnonce),
        Cow::Owned(cnonce) => quoted(cnonce),
    };
    let rspauth = proof.rspauth(&signed.uri);
    let (rspauth, qop) = (rspauth.as_bytes(), qop.name().as_bytes());
    // One buffer of the right size becomes the value of the field.
    let mut value = Vec::with_capacity(FIXED + rspauth.len() + qop.len() + cnonce.len());
    value.extend_from_slice(b"rspauth=\"");
    value.extend_from_slice(rspauth);
    value.extend_from_slice(b"\", qop=");
    value.extend_from_slice(qop);
    value.extend_from_slice(b", nc=");
    value.extend_from_slice(nc.as_bytes());
    value.extend_from_slice(b", cnonce=\"");
    value.extend_from_slice(&cnonce);
    value.push(b'"');
    Some(value.into())
}

/// Adds `nextnonce` to the value of `Authentication-Info` if there is a next nonce.
pub(super) fn with_next_nonce(info: Box<[u8]>, next: Option<&NonceText>) -> Box<[u8]> {
    let Some(next) = next else {
        return info;
    };
    let value = [
        &info,
        b", nextnonce=\"".as_slice(),
        next.as_str().as_bytes(),
        b"\"",
    ];
    value.concat().into()
}

/// Escapes a text for a quoted-string (RFC 9110 section 5.6.4).
pub(super) fn quoted(text: &[u8]) -> Cow<'_, [u8]> {
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\');
    if !text.iter().any(is_special) {
        return Cow::Borrowed(text);
    }
    let mut quoted = Vec::with_capacity(text.len() + 8);
    for byte in text {
        if is_special(byte) {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    Cow::Owned(quoted)
}
