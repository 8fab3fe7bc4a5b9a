//! Keys, from the randomness of the operating system or from a secret.

use std::fmt;

use rand::TryCryptoRng;
use sha2::{Digest, Sha256};

/// The length of a key in bytes.
const KEY: usize = 16;

/// Generates a key.
///
/// # Errors
///
/// [`RngError`] if `rng` has no randomness to give. A weak key is never made.
pub(crate) fn key(rng: &mut impl TryCryptoRng) -> Result<[u8; KEY], RngError> {
    let mut key = [0; KEY];
    rng.try_fill_bytes(&mut key).map_err(|_| RngError)?;
    Ok(key)
}

/// Derives the key of one use, which the label names. Returns `None` if the secret is shorter than a key.
pub(crate) fn derived_key(label: &str, secret: &[u8]) -> Option<[u8; KEY]> {
    if secret.len() < KEY {
        return None;
    }
    // The zero ends the label, so that no secret goes on with it.
    let hasher = Sha256::new_with_prefix(label).chain_update([0]);
    hasher
        .chain_update(secret)
        .finalize()
        .first_chunk()
        .copied()
}

/// The error of an operating system that gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RngError;

impl fmt::Display for RngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the operating system gave no randomness")
    }
}

impl std::error::Error for RngError {}
