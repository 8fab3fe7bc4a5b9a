//! The fields of a server's answer as the client reads them.

use std::borrow::Cow;

use axum::http::HeaderValue;

use crate::scheme::digest::algorithm::{Algorithm, Qop};
use crate::scheme::digest::param::Cursor;

/// The parameters of a field as pairs of name and value.
struct Params<'f>(Vec<(&'f [u8], Cow<'f, [u8]>)>);

/// A challenge of Digest that the client can answer (RFC 7616 section 3.3).
pub(super) struct Challenge {
    /// The auth-scheme, which an object may have declared as another word than `Digest`.
    pub(super) scheme: Vec<u8>,
    pub(super) realm: Vec<u8>,
    pub(super) nonce: Vec<u8>,
    pub(super) opaque: Option<Vec<u8>>,
    /// `algorithm`, without which MD5 is meant.
    pub(super) algorithm: Option<Algorithm>,
    /// `auth`. `None` for the legacy form of RFC 2069.
    pub(super) qop: Option<Qop>,
    /// `true` if the server takes `username*`.
    pub(super) is_utf8: bool,
    /// `true` if only the nonce is too old.
    pub(super) is_stale: bool,
}

/// The value of `Authentication-Info` (RFC 7616 section 3.5).
pub(super) struct Info {
    pub(super) rspauth: Option<Vec<u8>>,
    pub(super) next_nonce: Option<Vec<u8>>,
}

impl<'f> Params<'f> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        let mut params = self.0.iter();
        let found = params.find(|(key, _)| key.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| &**value)
    }

    fn owned(&self, name: &str) -> Option<Vec<u8>> {
        self.get(name).map(<[u8]>::to_vec)
    }

    /// Reads the value of a parameter and the end of its element.
    fn put(&mut self, name: &'f [u8], cursor: &mut Cursor<'f>) -> Option<()> {
        let value = cursor.value()?;
        self.0.push((name, value.unescape()));
        cursor.end_of_element()
    }
}

/// Returns the first challenge that the client can answer, as the server lists them in the order of its preference
/// (RFC 7616 section 3.7).
pub(super) fn preferred<'f>(fields: impl Iterator<Item = &'f HeaderValue>) -> Option<Challenge> {
    fields
        .flat_map(|field| challenges(field.as_bytes()))
        .find_map(|(scheme, params)| challenge(scheme, &params))
}

/// Reads `#challenge` of any schemes, up to what cannot be read (RFC 9110 section 11.6.1).
fn challenges(field: &[u8]) -> Vec<(&[u8], Params<'_>)> {
    let (mut cursor, mut found) = (Cursor::new(field), Vec::new());
    while cursor.next_element() && element(&mut cursor, &mut found).is_some() {}
    found
}

/// Reads an element, which is a parameter, or an auth-scheme with or without its first parameter.
fn element<'f>(cursor: &mut Cursor<'f>, found: &mut Vec<(&'f [u8], Params<'f>)>) -> Option<()> {
    let (mut word, mut is_name) = cursor.word()?;
    if !is_name {
        found.push((word, Params(Vec::new())));
        if cursor.end_of_element().is_some() {
            return Some(());
        }
        (word, is_name) = cursor.word()?;
    }
    let (_, params) = found.last_mut().filter(|_| is_name)?;
    params.put(word, cursor)
}

/// Returns `None` for a challenge without a realm and a nonce, and for one with an algorithm or a quality of protection that
/// the client does not know. An auth-scheme of another name is that of an object with a `scheme` of its own, whose challenge
/// names its algorithm, or else another scheme.
fn challenge(scheme: &[u8], params: &Params<'_>) -> Option<Challenge> {
    let algorithm = match params.get("algorithm") {
        Some(name) => Some(Algorithm::parse(name)?),
        None if !scheme.eq_ignore_ascii_case(b"Digest") => return None,
        None => None,
    };
    let qop = match params.get("qop") {
        Some(list) => Some(auth(list)?),
        None if algorithm.is_some_and(Algorithm::is_session) => return None,
        None => None,
    };
    let is = |name, value: &[u8]| {
        params
            .get(name)
            .is_some_and(|is| is.eq_ignore_ascii_case(value))
    };
    Some(Challenge {
        scheme: scheme.to_vec(),
        realm: params.owned("realm")?,
        nonce: params.owned("nonce")?,
        opaque: params.owned("opaque"),
        algorithm,
        qop,
        is_utf8: is("charset", b"UTF-8"),
        is_stale: is("stale", b"true"),
    })
}

/// Returns `auth` if it is among the qualities of protection.
fn auth(list: &[u8]) -> Option<Qop> {
    let mut names = list.split(|byte| *byte == b',');
    names.find_map(|name| Qop::parse(name.trim_ascii()).filter(|qop| *qop == Qop::Auth))
}

/// Reads `Authentication-Info`.
pub(super) fn info(field: &HeaderValue) -> Info {
    let (mut cursor, mut params) = (Cursor::new(field.as_bytes()), Params(Vec::new()));
    while cursor.next_element() {
        let name = cursor.word().filter(|(_, is_name)| *is_name);
        if name
            .and_then(|(name, _)| params.put(name, &mut cursor))
            .is_none()
        {
            break;
        }
    }
    Info {
        rspauth: params.owned("rspauth"),
        next_nonce: params.owned("nextnonce"),
    }
}
