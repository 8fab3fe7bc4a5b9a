//! The formats of bcrypt and of passlib's PBKDF2, which are of the modular crypt family and not PHC strings.

use base64::alphabet::{BCRYPT, STANDARD};
use base64::engine::{DecodePaddingMode, Engine as _, GeneralPurpose, GeneralPurposeConfig};

use super::cost::{Cost, HashFunction};
use super::stored::{Parsed, Stored, decimal};
use super::unusable::Unusable;

/// The base64 of these formats. Old implementations left noise in the bits that no byte needs, and their hashes are
/// still good.
const UNPADDED: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_encode_padding(false)
    .with_decode_padding_mode(DecodePaddingMode::RequireNone)
    .with_decode_allow_trailing_bits(true);
const BCRYPT_64: GeneralPurpose = GeneralPurpose::new(&BCRYPT, UNPADDED);
const PLAIN_64: GeneralPurpose = GeneralPurpose::new(&STANDARD, UNPADDED);

/// Reads `stored` if it is `$2a$`, `$2b$` or `$2y$`, or `$pbkdf2…$rounds$salt$hash`.
///
/// The three letters of bcrypt name one function for passwords of up to 72 bytes without NUL, and no other password is
/// accepted. `$2x$` marks hashes of an implementation that was broken, and stays unknown.
pub(super) fn parse(stored: &str) -> Parsed {
    let (id, rest) = stored.strip_prefix('$')?.split_once('$')?;
    let read = match id {
        "2a" | "2b" | "2y" => bcrypt(rest),
        // A parameter in place of the rounds makes it a PHC string.
        _ if !begins_with_digit(rest) => return None,
        "pbkdf2" | "pbkdf2-sha1" => passlib(HashFunction::Sha1, rest),
        "pbkdf2-sha256" => passlib(HashFunction::Sha256, rest),
        "pbkdf2-sha512" => passlib(HashFunction::Sha512, rest),
        _ => return None,
    };
    Some(read.ok_or(Unusable::Malformed))
}

fn begins_with_digit(text: &str) -> bool {
    text.bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit())
}

/// Reads `cost$` in two digits, then 22 characters of salt and 31 of hash, with nothing between.
fn bcrypt(rest: &str) -> Option<Stored> {
    let (cost, text) = rest.split_once('$')?;
    if cost.len() != 2 || text.len() != 53 || !text.is_ascii() {
        return None;
    }
    let log_rounds = decimal(cost.strip_prefix('0').unwrap_or(cost))?;
    let (salt, hash) = text.split_at_checked(22)?;
    let (salt, hash) = (BCRYPT_64.decode(salt).ok()?, BCRYPT_64.decode(hash).ok()?);
    Some(Stored::new(Cost::Bcrypt { log_rounds }, salt, hash))
}

/// Reads `rounds$salt$hash`.
fn passlib(digest: HashFunction, rest: &str) -> Option<Stored> {
    let (rounds, rest) = rest.split_once('$')?;
    let (salt, hash) = rest.split_once('$')?;
    // passlib's "adapted" base64 writes a dot where others write a plus.
    let decode = |text: &str| PLAIN_64.decode(text.replace('.', "+")).ok();
    let rounds = decimal(rounds)?;
    let cost = Cost::Pbkdf2 { digest, rounds };
    Some(Stored::new(cost, decode(salt)?, decode(hash)?))
}
