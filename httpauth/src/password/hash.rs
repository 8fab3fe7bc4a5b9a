//! New hashes, and the check for stored ones that are due for a new one.

use argon2::{Algorithm, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use rand::{TryRng as _, rngs::SysRng};
use zeroize::Zeroizing;

use super::area::WorkArea;
use super::derive::derive;
use super::format::{Cost, Shape, Stored};
use super::overloaded::{HashError, MAX_PASSWORD_LEN};

/// The memory of a new hash. OWASP's first choice is Argon2id with 19 MiB, two passes and one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_LEN: usize = 16;
const OUTPUT_LEN: usize = 32;

/// The shape of a new hash. An unknown user costs the same, unless the limits name another.
pub(super) const CURRENT: Shape = Shape {
    cost: Cost::Argon2 {
        kind: Algorithm::Argon2id,
        version: Version::V0x13,
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        lanes: LANES,
    },
    output_len: OUTPUT_LEN,
};

/// The memory that [`CURRENT`] needs. No limit may be lower, or our own hashes could not be verified.
pub(super) const CURRENT_MEMORY: usize = MEMORY_KIB as usize * 1024;

/// Hashes `password` under a new salt, as a PHC string.
pub(super) fn hash(password: &[u8], area: &mut WorkArea) -> Result<String, HashError> {
    if password.len() > MAX_PASSWORD_LEN {
        return Err(HashError::TooLong);
    }
    let mut salt = [0; SALT_LEN];
    SysRng
        .try_fill_bytes(&mut salt)
        .map_err(|_| HashError::Unavailable)?;
    let mut out = Zeroizing::new([0; OUTPUT_LEN]);
    derive(CURRENT.cost, password, &salt, out.as_mut(), area)
        .map_err(|_| HashError::Unavailable)?;
    let (salt, out) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(*out));
    Ok(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${salt}${out}"
    ))
}

/// Returns whether `stored` is weaker than the results of [`hash`], or cannot be used with `memory` bytes at all.
pub(super) fn needs_rehash(stored: &str, memory: usize) -> bool {
    let Ok(read) = Stored::parse(stored, memory) else {
        return true;
    };
    let Cost::Argon2 {
        kind,
        version,
        memory_kib,
        passes,
        ..
    } = read.cost
    else {
        return true;
    };
    let strong = kind == Algorithm::Argon2id
        && version == Version::V0x13
        && memory_kib >= MEMORY_KIB
        && passes >= PASSES
        && read.salt.len() >= SALT_LEN
        && read.expected.len() >= OUTPUT_LEN;
    !strong
}
