//! What the server sends: the challenges, and `Authentication-Info`.

use std::fmt::Write;

use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::hash::Proof;
use super::nonce::{Nonce, NonceStore, NonceText};
use super::param::{Credentials, Protection};
use super::{Algorithm, DigestAuth, unavailable};
use crate::rejection::Challenges;

/// One challenge for each algorithm, the preferred one first, with one nonce (RFC 7616, sections 3.3 and 3.7).
///
/// # Errors
///
/// The response of a callback or a store that failed.
pub(super) async fn challenges<A: DigestAuth>(
    stale: bool,
    parts: &mut Parts,
    state: &A::State,
) -> Result<Challenges, Response> {
    let nonce = match A::generate_nonce(parts, state).await? {
        Some(nonce) => quoted(&nonce),
        None => issue::<A>(state)?.as_str().to_owned(),
    };
    let opaque = match A::generate_opaque(parts, state).await? {
        Some(opaque) => quoted(&opaque),
        None => A::context().opaque().to_owned(),
    };
    let challenge = |algorithm: &Algorithm| challenge::<A>(*algorithm, &nonce, &opaque, stale);
    A::ALGORITHMS
        .iter()
        .map(challenge)
        .collect::<Result<Vec<_>, _>>()
        .map(Challenges::Many)
}

/// The challenge of one algorithm: realm, nonce, opaque and qop quoted, the others not (RFC 7616, section 3.3).
///
/// # Errors
///
/// 500 if a nonce or opaque of the callbacks' cannot stand in a header.
fn challenge<A: DigestAuth>(
    algorithm: Algorithm,
    nonce: &str,
    opaque: &str,
    stale: bool,
) -> Result<HeaderValue, Response> {
    let (scheme, realm) = (A::SCHEME, quoted(A::REALM));
    let qop = if A::QOP { ", qop=\"auth\"" } else { "" };
    let stale = if stale { ", stale=true" } else { "" };
    let value = format!(
        "{scheme} realm=\"{realm}\", nonce=\"{nonce}\", opaque=\"{opaque}\", algorithm={algorithm}{qop}, \
         charset=UTF-8{stale}"
    );
    HeaderValue::try_from(value).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A new nonce.
///
/// # Errors
///
/// 503 if the store has no key, or the system no randomness.
fn issue<A: DigestAuth>(state: &A::State) -> Result<NonceText, Response> {
    let store = A::nonces(state);
    let key = store.key().map_err(unavailable)?;
    NonceText::issue(key, A::context(), store.now()).map_err(unavailable)
}

/// `Authentication-Info`, which shows the client that we know the password too (RFC 7616, section 3.5); with a
/// `nextnonce` in the last quarter of the nonce's life, so that the client need not be refused first.
///
/// `None` for the legacy form, which has no `rspauth`.
pub(super) fn authentication_info<A: DigestAuth>(
    credentials: &Credentials<'_>,
    proof: &Proof,
    nonce: Option<&Nonce>,
    state: &A::State,
) -> Option<HeaderValue> {
    let Protection { qop, nc, cnonce } = credentials.protection.as_ref()?;
    let rspauth = proof.rspauth(&credentials.uri);
    let (rspauth, qop) = (rspauth.as_str(), qop.name());
    let (nc, cnonce) = (
        str::from_utf8(nc.as_bytes()).ok()?,
        quoted(str::from_utf8(cnonce).ok()?),
    );
    let mut value = format!("rspauth=\"{rspauth}\", qop={qop}, nc={nc}, cnonce=\"{cnonce}\"");
    let ends = nonce.is_some_and(|nonce| {
        nonce.expires_at().saturating_sub(A::nonces(state).now()) < A::NONCE_TTL / 4
    });
    if ends && let Ok(next) = issue::<A>(state) {
        // Writing to a `String` cannot fail.
        let _ = write!(value, ", nextnonce=\"{}\"", next.as_str());
    }
    HeaderValue::try_from(value).ok()
}

/// The text within a quoted-string (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
