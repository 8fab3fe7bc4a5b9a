//! Digest as one writes it without a library, with the duties that httpauth has. These are a nonce with a MAC and a
//! life, a bounded table of used counts, and `Authentication-Info` in the answer.

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::header::{HeaderName, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::{Router, routing::get};
use constant_time_eq::constant_time_eq;
use md5::Md5;
use sha2::Sha256;
use sha2::digest::Digest;
use siphasher::sip128::{Hasher128, SipHasher24};
use std::hash::Hasher;

use super::{body, by_hand::credentials, stored_password};

/// The life of a nonce, in milliseconds.
const LIFE: u64 = 300_000;
/// The number of nonces that the table may hold.
const LIMIT: usize = 1 << 20;

/// A hash and its name.
trait Algorithm: Digest + Send + Sync + 'static {
    const NAME: &'static str;
}

impl Algorithm for Md5 {
    const NAME: &'static str = "MD5";
}

impl Algorithm for Sha256 {
    const NAME: &'static str = "SHA-256";
}

/// The highest count of a nonce, which of the 127 below it were used, and when the nonce's life ends.
#[derive(Default)]
struct Used {
    highest: u32,
    below: u128,
    expires: u64,
}

struct Shared {
    begun: Instant,
    key: [u8; 16],
    issued: AtomicU64,
    used: Mutex<HashMap<u128, Used>>,
}

struct Server<D> {
    shared: Arc<Shared>,
    algorithm: PhantomData<fn() -> D>,
}

impl<D> Clone for Server<D> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            algorithm: PhantomData,
        }
    }
}

impl Shared {
    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn mac(&self, issued_at: u64, serial: u64) -> u128 {
        let mut hasher = SipHasher24::new_with_key(&self.key);
        hasher.write_u64(issued_at);
        hasher.write_u64(serial);
        hasher.finish128().as_u128()
    }

    /// Returns a nonce, which is the time of issue, its number, and the MAC of both, in hexadecimal.
    fn issue(&self) -> String {
        let (issued_at, serial) = (self.now(), self.issued.fetch_add(1, Ordering::Relaxed));
        let mac = self.mac(issued_at, serial);
        format!("{issued_at:016x}{serial:016x}{mac:032x}")
    }

    /// Returns the MAC of a nonce of ours, and the end of its life.
    fn verify(&self, nonce: &str) -> Option<(u128, u64)> {
        let issued_at = u64::from_str_radix(nonce.get(..16)?, 16).ok()?;
        let serial = u64::from_str_radix(nonce.get(16..32)?, 16).ok()?;
        let mac = u128::from_str_radix(nonce.get(32..)?, 16).ok()?;
        let expires = issued_at.checked_add(LIFE)?;
        let ours = mac == self.mac(issued_at, serial) && self.now() < expires;
        ours.then_some((mac, expires))
    }

    /// Claims the count. Returns true if it was free.
    fn claim(&self, (nonce, expires): (u128, u64), nc: u32) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= LIMIT && !used.contains_key(&nonce) {
            let now = self.now();
            used.retain(|_, used| used.expires > now);
            if used.len() >= LIMIT {
                return false;
            }
        }
        let used = used.entry(nonce).or_default();
        used.expires = expires;
        if nc > used.highest {
            let shift = nc - used.highest;
            used.below = used.below.checked_shl(shift).unwrap_or(0);
            used.below |= 1_u128.checked_shl(shift - 1).unwrap_or(0);
            used.highest = nc;
            return true;
        }
        let bit = 1_u128.checked_shl((used.highest - nc).wrapping_sub(1));
        let free = bit.is_some_and(|bit| used.below & bit == 0);
        used.below |= bit.unwrap_or(0);
        free
    }
}

/// The parameters of the field that matter.
#[derive(Default)]
struct Sent<'a> {
    username: &'a str,
    realm: &'a str,
    nonce: &'a str,
    uri: &'a str,
    response: &'a str,
    algorithm: &'a str,
    qop: &'a str,
    nc: &'a str,
    cnonce: &'a str,
}

impl<'a> Sent<'a> {
    /// Parameters without quoted pairs.
    fn parse(mut text: &'a str) -> Option<Self> {
        let mut sent = Self::default();
        loop {
            let (name, rest) = text.trim_start_matches([' ', ',']).split_once('=')?;
            let (value, rest) = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"')?,
                None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
            };
            match name {
                "username" => sent.username = value,
                "realm" => sent.realm = value,
                "nonce" => sent.nonce = value,
                "uri" => sent.uri = value,
                "response" => sent.response = value,
                "algorithm" => sent.algorithm = value,
                "qop" => sent.qop = value,
                "nc" => sent.nc = value,
                "cnonce" => sent.cnonce = value,
                _ => {}
            }
            if rest.is_empty() {
                return Some(sent);
            }
            text = rest;
        }
    }

    /// Returns `H(HA1:nonce:nc:cnonce:qop:H(A2))` of RFC 7616 section 3.4.1.
    fn hash<D: Digest>(&self, ha1: &[u8], a2: &[&str]) -> Hex {
        let ha2 = Hex::of::<D>(a2);
        let mut hash = D::new();
        hash.update(ha1);
        for part in [self.nonce, self.nc, self.cnonce, self.qop] {
            hash.update(b":");
            hash.update(part);
        }
        hash.update(b":");
        hash.update(ha2.as_bytes());
        Hex::new(&hash.finalize())
    }
}

/// A hash in hexadecimal, without an allocation.
struct Hex {
    digits: [u8; 64],
    length: usize,
}

impl Hex {
    fn new(hash: &[u8]) -> Self {
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(hash) {
            let digit = |value: u8| b"0123456789abcdef".get(usize::from(value)).copied();
            for (place, value) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *place = digit(value).unwrap_or(b'0');
            }
        }
        let length = hash.len() * 2;
        Self { digits, length }
    }

    fn of<D: Digest>(parts: &[&str]) -> Self {
        let mut hash = D::new();
        for part in parts {
            hash.update(part);
        }
        Self::new(&hash.finalize())
    }

    fn as_bytes(&self) -> &[u8] {
        self.digits.get(..self.length).unwrap_or_default()
    }
}

/// The proof of the server for the client.
struct Proven(HeaderValue);

impl<D: Algorithm> Server<D> {
    fn new() -> Self {
        let shared = Shared {
            begun: Instant::now(),
            key: *b"a key of sixteen",
            issued: AtomicU64::new(1),
            used: Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
            algorithm: PhantomData,
        }
    }

    fn verify(&self, parts: &Parts) -> Option<Proven> {
        let sent = Sent::parse(credentials(&parts.headers, "Digest")?)?;
        let target = parts.uri.path_and_query()?.as_str();
        let ours = (sent.realm, sent.algorithm, sent.qop, sent.uri);
        if ours != ("x", D::NAME, "auth", target) {
            return None;
        }
        let nonce = self.shared.verify(sent.nonce)?;
        let nc = u32::from_str_radix(sent.nc, 16).ok().filter(|nc| *nc > 0)?;
        let password = stored_password(sent.username)?;
        let ha1 = Hex::of::<D>(&[sent.username, ":", sent.realm, ":", password]);
        let response = sent.hash::<D>(ha1.as_bytes(), &[parts.method.as_str(), ":", sent.uri]);
        let right = constant_time_eq(response.as_bytes(), sent.response.as_bytes());
        if !right || !self.shared.claim(nonce, nc) {
            return None;
        }
        let proof = sent.hash::<D>(ha1.as_bytes(), &[":", sent.uri]);
        let info = format!(
            "rspauth=\"{}\", qop=auth, cnonce=\"{}\", nc={}",
            str::from_utf8(proof.as_bytes()).ok()?,
            sent.cnonce,
            sent.nc
        );
        HeaderValue::try_from(info).ok().map(Proven)
    }
}

impl<D: Algorithm> FromRequestParts<Server<D>> for Proven {
    type Rejection = (StatusCode, [(HeaderName, String); 1]);

    async fn from_request_parts(
        parts: &mut Parts,
        server: &Server<D>,
    ) -> Result<Self, Self::Rejection> {
        server.verify(parts).ok_or_else(|| {
            let nonce = server.shared.issue();
            let challenge = format!(
                "Digest realm=\"x\", nonce=\"{nonce}\", algorithm={}, qop=\"auth\"",
                D::NAME
            );
            (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, challenge)])
        })
    }
}

fn route<D: Algorithm>() -> Router {
    async fn handler(Proven(info): Proven) -> ([(HeaderName, HeaderValue); 1], String) {
        let name = HeaderName::from_static("authentication-info");
        ([(name, info)], body(1))
    }
    Router::new()
        .route("/", get(handler))
        .with_state(Server::<D>::new())
}

/// Returns a route with Digest and MD5.
pub(crate) fn md5_route() -> Router {
    route::<Md5>()
}

/// Returns a route with Digest and SHA-256.
pub(crate) fn sha256_route() -> Router {
    route::<Sha256>()
}
