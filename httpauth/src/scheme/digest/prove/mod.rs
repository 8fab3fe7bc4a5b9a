//! The check of the response, which must prove that the client knows the password.

#[cfg(test)]
#[expect(
    clippy::string_slice,
    reason = "tests say what they prove, however they may"
)]
mod tests;

use std::future::Future;

use axum::http::Method;
use axum::http::request::Parts;
use axum::response::IntoResponse;

use super::algorithm::Algorithm;
use super::challenge::authentication_info;
use super::hash::{self, HexHash, Proof};
use super::object::{DigestAuth, InfoValue, User};
use super::param::{Protection, Signed};
use super::target;
use crate::callback::{GetPassword, StoredPassword};
use crate::outcome::Refusal;
use crate::scheme::throttled::{self, Begun};
use crate::scheme::{latin_1, realm};

/// The stored secret of a user. It is empty if there is no such user.
#[derive(Clone, Copy)]
enum Secret<'s> {
    Password(&'s str),
    Ha1(&'s str),
}

/// Returns the user if the response proves that the client knows the password, and `None` for a wrong one.
///
/// It also returns the `Authentication-Info` that proves the same of the server. That is the finished value and not the
/// `rspauth` by itself, because what is kept while the nonce is claimed should be small.
///
/// # Errors
///
/// The response of the callback, or 500 for a realm without a value.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` holds its arguments twice, and futures are copied for each request"
)]
pub(super) fn prove<A: DigestAuth + GetPassword>(
    signed: &Signed<'_>,
    algorithm: Algorithm,
    begun: &mut impl Begun,
    parts: &mut Parts,
    state: &A::State,
) -> impl Future<Output = Result<Option<(User<A>, InfoValue)>, Refusal>> + Send {
    async move {
        let arguments = <A as GetPassword>::arguments(parts, state).await?;
        let stored = A::get_password(signed.username.as_str(), arguments).await;
        let stored = stored.into_stored(signed.username.as_str());
        // An error is of the callback, which does not see the response. One that refuses counts as wrong all the same.
        throttled::note_failure(begun, stored.as_ref().err());
        let (stored, user) = stored?.unzip();
        let stored = stored.as_deref().unwrap_or("");
        let secret = if A::HA1 {
            Secret::Ha1(stored)
        } else {
            Secret::Password(stored)
        };
        let realm = realm::text::<A>(parts).map_err(IntoResponse::into_response)?;
        let sent = target::sent::<A>(parts).map_err(IntoResponse::into_response)?;
        let method = target::method(sent, parts);
        let info = |proof: &Proof| authentication_info(signed, proof);
        let info = check(signed, algorithm, realm, method, secret, info);
        Ok(user.zip(info))
    }
}

/// Returns what `proven` makes of the client's proof if it knows the secret.
///
/// A client that sends the username in latin-1 may hash it in UTF-8 all the same, as Python's requests does. It may
/// also hash the bytes that it sends, as clients did before RFC 7616. Either shows that it knows the password.
fn check<T>(
    signed: &Signed<'_>,
    algorithm: Algorithm,
    realm: &str,
    method: &Method,
    secret: Secret<'_>,
    proven: impl FnOnce(&Proof) -> T,
) -> Option<T> {
    let (username, realm) = (signed.username.as_str(), realm.as_bytes());
    let (mut ha1, is_known) = ha1(algorithm, username.as_bytes(), realm, secret);
    let mut other = match secret {
        Secret::Password(password) if signed.username.is_latin1() => Some(password),
        _ => None,
    };
    loop {
        let proof = proof(signed, algorithm, &ha1);
        let ha2 = hash::ha2(algorithm, method.as_str().as_bytes(), &signed.uri);
        if proof.response(&ha2).matches(&signed.response) {
            return is_known.then(|| proven(&proof));
        }
        let password = latin_1::encode(other.take()?);
        ha1 = hash::ha1(algorithm, &latin_1::encode(username), realm, &password);
    }
}

/// Returns the HA1 of the secret, and whether there is one.
///
/// An unknown user costs the same hashes and never matches. The same holds for a user whose stored password is empty or
/// no HA1.
fn ha1(algorithm: Algorithm, username: &[u8], realm: &[u8], secret: Secret<'_>) -> (HexHash, bool) {
    match secret {
        Secret::Password(password) => {
            let ha1 = hash::ha1(algorithm, username, realm, password.as_bytes());
            (ha1, !password.is_empty())
        }
        Secret::Ha1(stored) => match HexHash::from_hex(algorithm, stored.as_bytes()) {
            Some(ha1) => (ha1, true),
            None => (HexHash::of_nobody(algorithm), false),
        },
    }
}

/// Begins the hash that the client has made, up to HA2. It is over the session's HA1 if there is a session (RFC 7616
/// section 3.4.2).
fn proof(signed: &Signed<'_>, algorithm: Algorithm, ha1: &HexHash) -> Proof {
    let (nonce, protection) = (&signed.nonce, signed.protection.as_ref());
    let session = match protection {
        Some(Protection { cnonce, .. }) if algorithm.is_session() => {
            Some(hash::session_ha1(algorithm, ha1, nonce, cnonce))
        }
        _ => None,
    };
    Proof::new(
        algorithm,
        session.as_ref().unwrap_or(ha1),
        nonce,
        protection,
    )
}
