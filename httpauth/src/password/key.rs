//! The keyed hash that stands for a password and its stored hash wherever a plain copy would be a liability.

use std::hash::Hasher as _;

use rand::{
    TryRng as _,
    rngs::{SysError, SysRng},
};
use siphasher::sip128::{Hasher128 as _, SipHasher24};
use zeroize::Zeroizing;

/// The name of one (password, stored hash) pair. It tells nothing about either without the [`TagKey`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Tag(pub(super) u128);

/// The random key of this process, under which [`Tag`]s are made. It never leaves memory.
pub(super) struct TagKey(Zeroizing<[u8; 16]>);

impl TagKey {
    /// Draws a key from the operating system. Fails if the system has no randomness to give.
    pub(super) fn random() -> Result<Self, SysError> {
        let mut key = Zeroizing::new([0; 16]);
        SysRng.try_fill_bytes(key.as_mut())?;
        Ok(Self(key))
    }

    /// Returns the tag of `password` under `stored`. It is a 128-bit SipHash-2-4, a PRF made for short inputs under a
    /// secret key.
    pub(super) fn tag(&self, password: &str, stored: &str) -> Tag {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        // The length keeps ("ab", "c") apart from ("a", "bc"), since a shifted border must never be a hit.
        hasher.write(&(password.len() as u64).to_le_bytes());
        hasher.write(password.as_bytes());
        hasher.write(stored.as_bytes());
        Tag(hasher.finish128().as_u128())
    }
}
