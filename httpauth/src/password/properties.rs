//! The properties of any stored hash, checked without computing one.
#![allow(
    clippy::missing_panics_doc,
    clippy::format_collect,
    reason = "a property that does not hold is a panic"
)]

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;

use super::format::{Cost, HashFunction, Stored};
use super::needs_rehash;

/// The default work memory of a permit.
const MEMORY: usize = 128 << 20;

/// Asserts that an accepted stored hash can be paid for, is no chance hit, and is the same in a plainer spelling.
pub fn stored_hash(text: &str) {
    let rehash = needs_rehash(text);
    let Ok(stored) = Stored::parse(text, MEMORY) else {
        assert!(rehash, "what cannot be verified needs another");
        return;
    };
    assert!(text.len() <= 1024 && (16..=64).contains(&stored.expected.len()));
    assert!((1..=1024).contains(&stored.salt.len()));
    assert_payable(&stored);
    let is_argon2id = matches!(
        stored.cost,
        Cost::Argon2 {
            kind: argon2::Algorithm::Argon2id,
            ..
        }
    );
    assert!(rehash || is_argon2id);
    if let Some(spelled) = spelled(&stored) {
        let again = Stored::parse(&spelled, MEMORY).map(|again| {
            let same = (again.cost, &*again.salt, &*again.expected);
            assert!(same == (stored.cost, &*stored.salt, &*stored.expected));
        });
        assert!(again.is_ok(), "{spelled}");
    }
}

/// Asserts the bounds, in integers that cannot overflow.
fn assert_payable(stored: &Stored) {
    match stored.cost {
        Cost::Argon2 {
            memory_kib,
            passes,
            lanes,
            ..
        } => {
            let (memory, passes) = (u128::from(memory_kib), u128::from(passes));
            assert!(memory * 1024 <= MEMORY as u128 && memory * passes <= 1 << 20);
            assert!((1..=64).contains(&lanes) && passes > 0);
        }
        Cost::Scrypt { log_n, r, p } => {
            let (n, r, p) = (1_u128 << log_n, u128::from(r), u128::from(p));
            assert!(log_n > 0 && r * p > 0 && n * r * p <= 1 << 22);
            assert!(128 * n * r <= MEMORY as u128 && 128 * r * p <= 128 << 10);
        }
        Cost::Pbkdf2 { digest, rounds } => {
            let block = match digest {
                HashFunction::Sha1 => 20,
                HashFunction::Sha256 => 32,
                HashFunction::Sha512 => 64,
            };
            let blocks = stored.expected.len().div_ceil(block) as u128;
            assert!(rounds > 0 && u128::from(rounds) * blocks <= 5_000_000);
        }
        Cost::Bcrypt { log_rounds } => assert!((4..=15).contains(&log_rounds)),
    }
}

/// Returns the same hash in passlib's or werkzeug's spelling, `None` if neither can spell it.
fn spelled(stored: &Stored) -> Option<String> {
    let hex: String = stored
        .expected
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    match stored.cost {
        Cost::Pbkdf2 { digest, rounds } => {
            let name = match digest {
                HashFunction::Sha1 => "pbkdf2",
                HashFunction::Sha256 => "pbkdf2-sha256",
                HashFunction::Sha512 => "pbkdf2-sha512",
            };
            let [salt, hash] = [&stored.salt, &stored.expected]
                .map(|bytes| BASE64_STANDARD_NO_PAD.encode(&**bytes).replace('+', "."));
            let text = format!("${name}${rounds}${salt}${hash}");
            (text.len() <= 1024).then_some(text)
        }
        Cost::Scrypt { log_n, r, p } => {
            let salt = str::from_utf8(&stored.salt).ok()?;
            let text = format!("scrypt:{}:{r}:{p}${salt}${hex}", 1_u64 << log_n);
            (!salt.contains('$') && text.len() <= 1024).then_some(text)
        }
        Cost::Argon2 { .. } | Cost::Bcrypt { .. } => None,
    }
}
