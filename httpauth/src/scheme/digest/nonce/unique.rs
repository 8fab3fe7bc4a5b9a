//! The part of a nonce that no other nonce has.
//!
//! A system call for randomness would take half of the time of a challenge. So the operating system is asked for a key
//! once, and each nonce has the hash of its number under that key. To anybody without the key the hashes are random, and
//! tell nothing of how many nonces there were.
//!
//! A copy of the process, which a fork or a restored snapshot of the machine makes, has the same key and goes on with the
//! same numbers. Both may then issue one nonce in one millisecond. Two clients that share it share its counts too, and one
//! of them is refused and asks for another nonce. Neither learns anything, and nobody else gets in.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use rand::TryCryptoRng;
use siphasher::sip::SipHasher24;

use crate::random::{self, RngError};

/// The length of the part in bytes.
pub(super) const UNIQUE: usize = 8;

/// The nonces of a process, each with a number of its own.
pub(super) struct Sequence {
    key: OnceLock<[u8; 16]>,
    issued: AtomicU64,
}

impl Sequence {
    pub(super) const fn new() -> Self {
        Self {
            key: OnceLock::new(),
            issued: AtomicU64::new(0),
        }
    }

    /// Returns the part of the next nonce.
    ///
    /// # Errors
    ///
    /// [`RngError`] if there is no key yet, and `rng` has no randomness to give.
    pub(super) fn next(&self, rng: &mut impl TryCryptoRng) -> Result<[u8; UNIQUE], RngError> {
        let key = match self.key.get() {
            Some(key) => key,
            None => self.new_key(rng)?,
        };
        let number = self.issued.fetch_add(1, Ordering::Relaxed);
        let hash = SipHasher24::new_with_key(key).hash(&number.to_le_bytes());
        Ok(hash.to_le_bytes())
    }

    #[cold]
    fn new_key(&self, rng: &mut impl TryCryptoRng) -> Result<&[u8; 16], RngError> {
        let key = random::key(rng)?;
        // Two threads may both make one, and both use the one that arrives first.
        Ok(self.key.get_or_init(|| key))
    }
}
