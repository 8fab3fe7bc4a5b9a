//! The PHC strings of Argon2, scrypt and PBKDF2, which are `$id[$v=version]$name=value,…$salt$hash`.

use argon2::{Algorithm, Version};
use phc::PasswordHash;

use super::cost::{Cost, HashFunction};
use super::stored::{Parsed, Stored};
use super::unusable::Unusable;

/// Reads `stored` if it names a known function.
pub(super) fn parse(stored: &str) -> Parsed {
    let id = stored.strip_prefix('$')?.split('$').next()?;
    let read: fn(&PasswordHash) -> Option<Cost> = match id {
        "argon2i" | "argon2d" | "argon2id" => argon2,
        "scrypt" => scrypt,
        "pbkdf2-sha1" | "pbkdf2" | "pbkdf2-sha256" | "pbkdf2-sha512" => pbkdf2,
        _ => return None,
    };
    Some(fields(stored, read).ok_or(Unusable::Malformed))
}

fn fields(stored: &str, read: fn(&PasswordHash) -> Option<Cost>) -> Option<Stored> {
    let parsed = PasswordHash::new(stored).ok()?;
    let cost = read(&parsed)?;
    let (salt, hash) = (parsed.salt?, parsed.hash?);
    Some(Stored::new(cost, salt.to_vec(), hash.as_bytes().to_vec()))
}

/// Returns the values of all of `names`, `None` if one is missing or there is another. An unknown parameter (Argon2's
/// `data`, say) would change the result.
fn parameters<const N: usize>(hash: &PasswordHash, names: [&str; N]) -> Option<[u32; N]> {
    let mut values = [0; N];
    for (value, name) in values.iter_mut().zip(names) {
        *value = hash.params.get_decimal(name)?;
    }
    (hash.params.iter().count() == N).then_some(values)
}

fn argon2(hash: &PasswordHash) -> Option<Cost> {
    let kind = match hash.algorithm.as_str() {
        "argon2i" => Algorithm::Argon2i,
        "argon2d" => Algorithm::Argon2d,
        _ => Algorithm::Argon2id,
    };
    let version = match hash.version {
        Some(19) => Version::V0x13,
        // There was only this version before it had a field.
        Some(16) | None => Version::V0x10,
        Some(_) => return None,
    };
    let [memory_kib, passes, lanes] = parameters(hash, ["m", "t", "p"])?;
    Some(Cost::Argon2 {
        kind,
        version,
        memory_kib,
        passes,
        lanes,
    })
}

fn scrypt(hash: &PasswordHash) -> Option<Cost> {
    let [log_n, r, p] = parameters(hash, ["ln", "r", "p"])?;
    let log_n = u8::try_from(log_n).ok()?;
    hash.version
        .is_none()
        .then_some(Cost::Scrypt { log_n, r, p })
}

fn pbkdf2(hash: &PasswordHash) -> Option<Cost> {
    let digest = match hash.algorithm.as_str() {
        "pbkdf2-sha256" => HashFunction::Sha256,
        "pbkdf2-sha512" => HashFunction::Sha512,
        _ => HashFunction::Sha1,
    };
    // `l`, the output's length, is optional, and must be true if it is there.
    let rounds = match parameters(hash, ["i", "l"]) {
        Some([rounds, len]) if Some(len as usize) == hash.hash.map(|hash| hash.len()) => rounds,
        Some(_) => return None,
        None => parameters(hash, ["i"]).map(|[rounds]| rounds)?,
    };
    hash.version
        .is_none()
        .then_some(Cost::Pbkdf2 { digest, rounds })
}
