//! The calls of the hash functions. Their crates do the cryptography, and this file sees to their preconditions and
//! memory.

use argon2::Argon2;
use constant_time_eq::constant_time_eq;
use zeroize::Zeroizing;

use super::area::{OutOfMemory, WorkArea};
use super::format::{Cost, HashFunction, Stored};

/// The longest password, in bytes, that bcrypt can tell from a longer one.
const BCRYPT_MAX: usize = 72;

/// Returns whether `password` is the one that `stored` was made from.
///
/// # Errors
///
/// Fails if there is no memory. That is no answer at all, and must not be read as one.
pub(super) fn matches(
    stored: &Stored,
    password: &[u8],
    area: &mut WorkArea,
) -> Result<bool, OutOfMemory> {
    let mut derived = Zeroizing::new(vec![0; stored.expected.len()]);
    derive(stored.cost, password, &stored.salt, &mut derived, area)?;
    // This comes after the work, so that a refused password costs what an accepted one does (CVE-2025-22234).
    let comparable = is_comparable(stored.cost, password);
    Ok(constant_time_eq(&derived, &stored.expected) & comparable)
}

/// Fills `out` with the hash of `password` under `salt`.
pub(super) fn derive(
    cost: Cost,
    password: &[u8],
    salt: &[u8],
    out: &mut [u8],
    area: &mut WorkArea,
) -> Result<(), OutOfMemory> {
    match cost {
        Cost::Argon2 {
            kind,
            version,
            memory_kib,
            passes,
            lanes,
        } => {
            // Only memory can fail, since the rest was checked when the stored hash was read.
            let params =
                argon2::Params::new(memory_kib, passes, lanes, None).map_err(|_| OutOfMemory)?;
            let blocks = area.blocks(params.block_count())?;
            Argon2::new(kind, version, params)
                .hash_password_into_with_memory(password, salt, out, blocks)
                .map_err(|_| OutOfMemory)
        }
        Cost::Scrypt { log_n, r, p } => {
            // The crate brings its own memory and cannot be lent any.
            area.release();
            let params = scrypt::Params::new(log_n, r, p).map_err(|_| OutOfMemory)?;
            scrypt::scrypt(password, salt, &params, out).map_err(|_| OutOfMemory)
        }
        Cost::Pbkdf2 { digest, rounds } => {
            pbkdf2(digest, password, salt, rounds, out);
            Ok(())
        }
        Cost::Bcrypt { log_rounds } => bcrypt(log_rounds, password, salt, out),
    }
}

fn pbkdf2(digest: HashFunction, password: &[u8], salt: &[u8], rounds: u32, out: &mut [u8]) {
    let run = match digest {
        HashFunction::Sha1 => pbkdf2::pbkdf2_hmac::<sha1::Sha1>,
        HashFunction::Sha256 => pbkdf2::pbkdf2_hmac::<sha2::Sha256>,
        HashFunction::Sha512 => pbkdf2::pbkdf2_hmac::<sha2::Sha512>,
    };
    run(password, salt, rounds, out);
}

/// Runs bcrypt, which hashes a C string. It has 72 bytes at most, with its final NUL if there is room.
fn bcrypt(
    log_rounds: u32,
    password: &[u8],
    salt: &[u8],
    out: &mut [u8],
) -> Result<(), OutOfMemory> {
    let mut key = Zeroizing::new([0_u8; BCRYPT_MAX]);
    for (to, from) in key.iter_mut().zip(password) {
        *to = *from;
    }
    let used = key
        .get(..(password.len() + 1).min(BCRYPT_MAX))
        .unwrap_or_default();
    let salt = salt.try_into().map_err(|_| OutOfMemory)?;
    let hash = Zeroizing::new(bcrypt::bcrypt(log_rounds, salt, used));
    for (to, from) in out.iter_mut().zip(hash.iter()) {
        *to = *from;
    }
    Ok(())
}

/// Returns whether the function sees all of the password, so that a match means that it is the same.
///
/// bcrypt drops what follows 72 bytes (CVE-2025-22228). It also repeats its key, so that "a", NUL, "a" is the same as
/// "a".
fn is_comparable(cost: Cost, password: &[u8]) -> bool {
    match cost {
        Cost::Bcrypt { .. } => password.len() <= BCRYPT_MAX && !password.contains(&0),
        _ => true,
    }
}
