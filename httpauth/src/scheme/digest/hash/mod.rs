//! The hashes over A1 and A2 that lead from the credentials to the response ([RFC 7616 sections 3.4.1 to 3.4.3]).
//!
//! Every hash here is over a few parts joined by colons. They are joined in a stack buffer, because one contiguous
//! input is cheaper to hash than many small ones. A longer input is streamed.
//!
//! [RFC 7616 sections 3.4.1 to 3.4.3]: https://www.rfc-editor.org/rfc/rfc7616#section-3.4.1

mod hex;

#[cfg(test)]
#[expect(
    clippy::string_slice,
    reason = "tests say what they prove, however they may"
)]
mod tests;

pub(super) use hex::HexHash;
#[cfg(test)]
pub(super) use hex::MADE;

use std::fmt;

use md5::Md5;
use sha2::{Digest as HashFunction, Sha256, Sha512_256};

use super::algorithm::Algorithm;
use super::param::Protection;

/// Computes `HA1 = H( username ":" realm ":" password )` (RFC 7616 section 3.4.2), for `-sess` still without the
/// session.
#[must_use]
pub(super) fn ha1(algorithm: Algorithm, username: &[u8], realm: &[u8], password: &[u8]) -> HexHash {
    hash(algorithm, &[username, realm, password])
}

/// Computes the `HA1` of a session (RFC 7616 section 3.4.2).
///
/// It is `H( H( username ":" realm ":" password ) ":" nonce ":" cnonce )`. The RFC takes both nonces from the session's
/// first request. A server without sessions only knows those of the request at hand, so a client has to hash the new
/// ones whenever it changes them, as clients do.
#[must_use]
pub(super) fn session_ha1(
    algorithm: Algorithm,
    ha1: &HexHash,
    nonce: &[u8],
    cnonce: &[u8],
) -> HexHash {
    hash(algorithm, &[ha1.as_bytes(), nonce, cnonce])
}

/// Computes `HA2 = H( method ":" uri )` (RFC 7616 section 3.4.3), the form of `qop=auth` and of no qop.
#[must_use]
pub(super) fn ha2(algorithm: Algorithm, method: &[u8], uri: &[u8]) -> HexHash {
    hash(algorithm, &[method, uri])
}

/// A proof of HA1 for one request, hashed up to HA2.
///
/// The client's response and the server's `rspauth` begin with it. They are the same hash but for their last part
/// (RFC 7616 sections 3.4.1 and 3.5), so the blocks before it are hashed once.
#[derive(Clone)]
pub(super) struct Proof {
    algorithm: Algorithm,
    begun: Hasher,
}

#[derive(Clone)]
enum Hasher {
    Md5(Md5),
    Sha256(Sha256),
    Sha512_256(Sha512_256),
}

impl Proof {
    /// Begins `KD( HA1, unq(nonce) ":" nc ":" unq(cnonce) ":" unq(qop) ":" HA2 )` (RFC 7616 section 3.4.1).
    ///
    /// Without protection it begins `KD( HA1, unq(nonce) ":" HA2 )` (RFC 2617 section 3.2.2.1, the form of RFC 2069).
    ///
    /// For a `-sess` algorithm `ha1` is already that of the session.
    #[must_use]
    pub(super) fn new(
        algorithm: Algorithm,
        ha1: &HexHash,
        nonce: &[u8],
        protection: Option<&Protection<'_>>,
    ) -> Self {
        let ha1 = ha1.as_bytes();
        let begun = match protection {
            // The empty part adds the last colon.
            Some(Protection { qop, nc, cnonce }) => {
                let qop = qop.name().as_bytes();
                Hasher::begin(algorithm, &[ha1, nonce, nc.as_bytes(), cnonce, qop, b""])
            }
            None => Hasher::begin(algorithm, &[ha1, nonce, b""]),
        };
        Self { algorithm, begun }
    }

    /// Returns the `response` that a client who knows HA1 sends (RFC 7616 section 3.4.1).
    #[must_use]
    pub(super) fn response(&self, ha2: &HexHash) -> HexHash {
        match &self.begun {
            Hasher::Md5(begun) => end(begun, ha2),
            Hasher::Sha256(begun) => end(begun, ha2),
            Hasher::Sha512_256(begun) => end(begun, ha2),
        }
    }

    /// Returns the `rspauth` that shows the client that the server knows HA1 too (RFC 7616 section 3.5).
    ///
    /// Its A2 is `":" uri`.
    #[must_use]
    pub(super) fn rspauth(&self, uri: &[u8]) -> HexHash {
        self.response(&ha2(self.algorithm, b"", uri))
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proof({}, ..)", self.algorithm)
    }
}

impl Hasher {
    fn begin(algorithm: Algorithm, parts: &[&[u8]]) -> Self {
        match algorithm.base() {
            Algorithm::Sha256 | Algorithm::Sha256Sess => Self::Sha256(begun(parts)),
            Algorithm::Sha512_256 | Algorithm::Sha512_256Sess => Self::Sha512_256(begun(parts)),
            Algorithm::Md5 | Algorithm::Md5Sess => Self::Md5(begun(parts)),
        }
    }
}

/// Finishes a copy of a begun hash, which may have to end in another way too.
fn end<D: HashFunction + Clone>(begun: &D, ha2: &HexHash) -> HexHash {
    let mut hasher = begun.clone();
    hasher.update(ha2.as_bytes());
    HexHash::new(&hasher.finalize())
}

/// Returns `H` of the parts joined by colons. `KD(secret, data)` is just that of two parts (RFC 7616 section 3.4.1).
fn hash(algorithm: Algorithm, parts: &[&[u8]]) -> HexHash {
    match algorithm.base() {
        Algorithm::Sha256 | Algorithm::Sha256Sess => whole::<Sha256>(parts),
        Algorithm::Sha512_256 | Algorithm::Sha512_256Sess => whole::<Sha512_256>(parts),
        Algorithm::Md5 | Algorithm::Md5Sess => whole::<Md5>(parts),
    }
}

fn whole<D: HashFunction>(parts: &[&[u8]]) -> HexHash {
    let mut buffer = [0; BUFFER];
    match join(&mut buffer, parts) {
        Some(input) => HexHash::new(&D::digest(input)),
        None => HexHash::new(&streamed::<D>(parts).finalize()),
    }
}

/// The size of the buffer, which takes every usual input. That is HA1, nonce, nc, cnonce and qop, or a username, a
/// realm and a password.
const BUFFER: usize = 256;

fn begun<D: HashFunction>(parts: &[&[u8]]) -> D {
    let mut buffer = [0; BUFFER];
    match join(&mut buffer, parts) {
        Some(input) => D::new_with_prefix(input),
        None => streamed(parts),
    }
}

#[cold]
fn streamed<D: HashFunction>(parts: &[&[u8]]) -> D {
    let mut hasher = D::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            hasher.update(b":");
        }
        hasher.update(part);
    }
    hasher
}

/// Joins the parts with colons in the buffer. Returns `None` if they do not fit.
fn join<'b>(buffer: &'b mut [u8; BUFFER], parts: &[&[u8]]) -> Option<&'b [u8]> {
    let mut end = 0;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            *buffer.get_mut(end)? = b':';
            end += 1;
        }
        buffer.get_mut(end..end + part.len())?.copy_from_slice(part);
        end += part.len();
    }
    buffer.get(..end)
}
