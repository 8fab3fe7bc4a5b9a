//! Nonces that need no memory until they are used (RFC 7616 sections 3.3 and 5.4).
//!
//! A nonce is its own record. It holds the time it was issued, a [part that no other nonce has](unique), and a MAC over
//! both and over the [`ProtectionSpace`] it was issued for. Anybody may ask for any number of them at no cost to the server, because only
//! a *right* response makes an entry in the [`NonceStore`].

#[cfg(feature = "redis")]
mod redis;
mod store;
mod table;
mod unique;
mod window;

#[cfg(test)]
#[expect(
    clippy::pedantic,
    reason = "tests say what they prove, however they may"
)]
mod tests;

#[cfg(feature = "redis")]
pub use self::redis::RedisNonces;
pub use store::{Claim, MemoryNonces, NonceStore};

use std::{fmt, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use constant_time_eq::constant_time_eq_16;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};
use siphasher::sip128::SipHasher24;

use unique::{Sequence, UNIQUE};

use crate::clock::millis;
pub use crate::clock::{process_clock, unix_clock};
use crate::random;
pub use crate::random::RngError;

const TIME: usize = 6;
const MAC: usize = 16;
/// The length of a nonce in bytes, a multiple of 3. Its base64 has neither padding nor spare bits, so each nonce has
/// only one spelling.
const BYTES: usize = TIME + UNIQUE + MAC;
const TEXT: usize = BYTES / 3 * 4;

/// The key of the nonce MAC. Each process has its own, or all processes of a protection space share one.
#[derive(Clone)]
pub struct NonceKey([u8; 16]);

impl NonceKey {
    /// Generates a key that nobody knows, with randomness from the operating system.
    ///
    /// # Errors
    ///
    /// [`RngError`] if the system has no randomness to give. A weak key is never made.
    pub fn random() -> Result<Self, RngError> {
        random::key(&mut SysRng).map(Self)
    }

    /// Derives the key that all who know `secret` share. Returns `None` if the secret is shorter than 16 bytes.
    ///
    /// # Security
    ///
    /// The secret must be random and not a password, because whoever finds it can make nonces of their own.
    #[must_use]
    pub fn from_secret(secret: &[u8]) -> Option<Self> {
        random::derived_key("httpauth nonce key", secret).map(Self)
    }

    /// Computes `SipHash-2-4-128` over time, unique part and protection space.
    ///
    /// It is a MAC by design (a keyed PRF, no attack on it is known) and the cheapest one on inputs this short. A nonce
    /// lives minutes, and a forged one without a right response gives access to nothing.
    fn mac(&self, issue: &[u8; TIME + UNIQUE], space: &ProtectionSpace) -> [u8; MAC] {
        let mut input = [0; TIME + UNIQUE + 16];
        let (head, tail) = input.split_at_mut(TIME + UNIQUE);
        head.copy_from_slice(issue);
        tail.copy_from_slice(&space.id);
        SipHasher24::new_with_key(&self.0).hash(&input).as_bytes()
    }
}

impl fmt::Debug for NonceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NonceKey(..)")
    }
}

/// The protection space that nonces are issued for, which is an auth object and its realm. It is made once and kept
/// with the object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectionSpace {
    id: [u8; 16],
    opaque: String,
}

impl ProtectionSpace {
    /// Returns the protection space of the auth object `auth` and its realm. No other object of any process that shares
    /// the store may have that name.
    #[must_use]
    pub fn new(auth: &str, realm: &str) -> Self {
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        let length = u64::try_from(auth.len()).unwrap_or(u64::MAX).to_be_bytes();
        let hasher = Sha256::new()
            .chain_update(length)
            .chain_update(auth)
            .chain_update(realm);
        let id = first_half(hasher);
        let opaque = URL_SAFE_NO_PAD.encode(id);
        Self { id, opaque }
    }

    /// Returns the `opaque` parameter of the challenges (RFC 7616 section 3.3).
    ///
    /// It is the same in every process and after a restart, so that a client with an old challenge is told that it is
    /// stale rather than wrong.
    pub fn opaque(&self) -> &str {
        &self.opaque
    }
}

fn first_half(hasher: Sha256) -> [u8; 16] {
    let mut half = [0; 16];
    for (to, from) in half.iter_mut().zip(hasher.finalize()) {
        *to = from;
    }
    half
}

/// A new nonce as it stands in a challenge. Its 40 characters of base64url fit into any quoted-string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct NonceText([u8; TEXT]);

impl NonceText {
    /// Issues a nonce at `now` on the clock of the [`NonceStore`].
    ///
    /// # Errors
    ///
    /// [`RngError`] if the system has no randomness to give. A nonce that may not be unique is never made.
    pub(super) fn issue(
        key: &NonceKey,
        space: &ProtectionSpace,
        now: Duration,
    ) -> Result<Self, RngError> {
        static SEQUENCE: Sequence = Sequence::new();
        Self::issue_from(SEQUENCE.next(&mut SysRng)?, key, space, now)
    }

    fn issue_from(
        unique: [u8; UNIQUE],
        key: &NonceKey,
        space: &ProtectionSpace,
        now: Duration,
    ) -> Result<Self, RngError> {
        let mut issue = [0; TIME + UNIQUE];
        let (time, rest) = issue.split_at_mut(TIME);
        // 48 bits of milliseconds are 8,900 years.
        time.copy_from_slice(
            millis(now)
                .to_be_bytes()
                .last_chunk::<TIME>()
                .unwrap_or(&[0; TIME]),
        );
        rest.copy_from_slice(&unique);
        let mut bytes = [0; BYTES];
        let (head, tail) = bytes.split_at_mut(TIME + UNIQUE);
        head.copy_from_slice(&issue);
        tail.copy_from_slice(&key.mac(&issue, space));
        let mut text = [0; TEXT];
        // The buffer has exactly this size. If it had not, no nonce would be better than part of one.
        URL_SAFE_NO_PAD
            .encode_slice(bytes, &mut text)
            .map_err(|_| RngError)?;
        Ok(Self(text))
    }

    /// Returns the text.
    #[must_use]
    pub(super) fn as_str(&self) -> &str {
        // The bytes are always base64url, so nothing is lost to the error.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for NonceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NonceText({})", self.as_str())
    }
}

/// An issued nonce within its life. The guard lets no other nonce through to a [`NonceStore`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nonce {
    mac: [u8; MAC],
    issued_at: u64,
    expires_at: u64,
}

impl Nonce {
    /// Returns 128 bits that no other nonce of any protection space has. A store files its counts under them.
    #[must_use]
    pub fn id(&self) -> u128 {
        u128::from_be_bytes(self.mac)
    }

    /// Returns the time when it was issued, on the store's clock.
    #[must_use]
    pub fn issued_at(&self) -> Duration {
        Duration::from_millis(self.issued_at)
    }

    /// Returns the time when its life ends, on the store's clock. It is the same for every request that carries the
    /// nonce.
    #[must_use]
    pub fn expires_at(&self) -> Duration {
        Duration::from_millis(self.expires_at)
    }
}

/// The result of verifying a `nonce` parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verified {
    /// A nonce of ours within its life.
    Fresh(Nonce),
    /// A nonce of ours that is older than its life.
    Aged,
    /// A text that was not issued under this key for this protection space, or not before now.
    NotOurs,
}

/// Verifies the `nonce` parameter of a request. `now` is on the clock of the [`NonceStore`].
#[must_use]
pub(super) fn verify(
    text: &[u8],
    key: &NonceKey,
    space: &ProtectionSpace,
    now: Duration,
    ttl: Duration,
) -> Verified {
    let Some((issue, mac)) = decode(text) else {
        return Verified::NotOurs;
    };
    if !constant_time_eq_16(&key.mac(&issue, space), &mac) {
        return Verified::NotOurs;
    }
    let issued_at = issue
        .iter()
        .take(TIME)
        .fold(0, |time, byte| time << 8 | u64::from(*byte));
    let (now, expires_at) = (millis(now), issued_at.saturating_add(millis(ttl)));
    if issued_at > now {
        // Only a clock that went back, or differs between processes, makes such a nonce.
        Verified::NotOurs
    } else if now >= expires_at {
        Verified::Aged
    } else {
        Verified::Fresh(Nonce {
            mac,
            issued_at,
            expires_at,
        })
    }
}

fn decode(text: &[u8]) -> Option<([u8; TIME + UNIQUE], [u8; MAC])> {
    // The length is checked before any work, because it is fixed, and a client may send any other.
    if text.len() != TEXT {
        return None;
    }
    let mut bytes = [0; BYTES];
    URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?;
    Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
}
