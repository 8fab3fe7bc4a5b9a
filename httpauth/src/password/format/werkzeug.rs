//! The formats of werkzeug, which Flask applications store as `method$salt$hex`.

use super::cost::{Cost, HashFunction};
use super::stored::{Parsed, Stored, decimal};
use super::unusable::Unusable;

/// Reads `stored` if its method is `scrypt:N:r:p` or `pbkdf2:digest:rounds`.
///
/// werkzeug always writes the parameters out, so a method without them is malformed. No default is guessed.
pub(super) fn parse(stored: &str) -> Parsed {
    let (function, rest) = stored.split_once(':')?;
    let read: fn(&str) -> Option<Cost> = match function {
        "scrypt" => scrypt,
        "pbkdf2" => pbkdf2,
        _ => return None,
    };
    Some(fields(rest, read).ok_or(Unusable::Malformed))
}

fn fields(rest: &str, read: fn(&str) -> Option<Cost>) -> Option<Stored> {
    let mut fields = rest.split('$');
    let (parameters, salt, hash) = (fields.next()?, fields.next()?, fields.next()?);
    if fields.next().is_some() {
        return None;
    }
    // The salt is used as it is written, with its characters as the bytes.
    let salt = salt.as_bytes().to_vec();
    Some(Stored::new(read(parameters)?, salt, hex(hash)?))
}

fn scrypt(parameters: &str) -> Option<Cost> {
    let (n, rest) = parameters.split_once(':')?;
    let (r, p) = rest.split_once(':')?;
    let n = decimal::<u64>(n).filter(|n| n.is_power_of_two())?;
    Some(Cost::Scrypt {
        log_n: u8::try_from(n.trailing_zeros()).ok()?,
        r: decimal(r)?,
        p: decimal(p)?,
    })
}

fn pbkdf2(parameters: &str) -> Option<Cost> {
    let (digest, rounds) = parameters.split_once(':')?;
    Some(Cost::Pbkdf2 {
        digest: HashFunction::by_name(digest)?,
        rounds: decimal(rounds)?,
    })
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|&[high, low]| u8::try_from(digit(high)? * 16 + digit(low)?).ok())
        .collect()
}
