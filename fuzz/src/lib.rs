//! The code that the fuzz targets run on their input. There is one function for each, with the name of its target.
//!
//! Those of single parsers call the properties of `httpauth::__fuzzing`, those of whole guards the oracles of
//! `httpauth_tests::hostile`; the property tests of the workspace call the same. What does not hold is a panic.
#![forbid(unsafe_code)]

mod signed;

use std::time::Duration;

use httpauth::__fuzzing as parsers;
use httpauth_tests::hostile::{self, Object, legal};

pub use signed::{Signed, digest_signed};

/// Decodes the credentials of Basic from base64 and from UTF-8 or latin-1, and splits username and password.
pub fn basic_credentials(data: &[u8]) {
    parsers::basic_credentials(data);
}

/// Sends a request to the guards of Basic, with each line as an `Authorization` field.
pub fn basic_guard(data: &[u8]) {
    hostile::basic(&lines(data));
}

/// Sends a request to the guards of Bearer, with each line as an `Authorization` field, and with each as a key in a
/// field of its own.
pub fn token_guard(data: &[u8]) {
    let fields = lines(data);
    hostile::bearer(&fields);
    hostile::key(&fields);
}

/// Reads the list of a Digest header's parameters.
pub fn digest_params(data: &[u8]) {
    parsers::digest_params(data);
}

/// Decodes the value of `username*`.
pub fn digest_username(data: &[u8]) {
    parsers::extended_username(data);
}

/// Compares targets. The input has three lines, which are the request's target, its host, and the `uri` of the
/// credentials.
pub fn digest_target(data: &[u8]) {
    let mut lines = data.splitn(3, |byte| *byte == b'\n');
    let mut next = || lines.next().unwrap_or_default();
    let (target, host, uri) = (next(), next(), next());
    if let Ok(target) = str::from_utf8(target) {
        parsers::request_target(uri, target, host);
    }
}

/// Reads hex digits and nonces. One nonce was never issued, and one was. The input gives the times and a change of it.
pub fn digest_words(data: &[u8]) {
    parsers::hex_digits(data);
    parsers::forged_nonce(data);
    if let Some((times, [at, byte, ..])) = data.split_at_checked(24) {
        let time = |at| u64::from_be_bytes(times.as_chunks::<8>().0[at]);
        parsers::issued_nonce(time(0), time(1), time(2), usize::from(*at), *byte);
    }
}

/// Sends a request with one `Authorization` field to a guard of Digest. The first byte chooses the guard and the age of
/// the nonce, and the rest is the template of the field.
pub fn digest_guard(data: &[u8]) {
    let Some((choice, template)) = data.split_first() else {
        return;
    };
    let object = match choice % 3 {
        0 => Object::All,
        1 => Object::Strong,
        _ => Object::Legacy,
    };
    let age = match choice / 3 % 5 {
        0 => 0,
        1 => 226,
        2 => 299,
        3 => 300,
        _ => 1 << 20,
    };
    hostile::digest(object, Duration::from_secs(age), template);
}

/// Sends a request to a guard of several schemes. A line that begins with `#` is an `X-API-Key` field, and any other is
/// the template of an `Authorization` field.
pub fn multi_guard(data: &[u8]) {
    let (keys, fields): (Vec<_>, Vec<_>) = lines(data)
        .into_iter()
        .partition(|line| line.starts_with(b"#"));
    let keys: Vec<_> = keys.iter().map(|key| key[1..].to_vec()).collect();
    hostile::multi(&fields, &keys);
}

/// Reads a stored hash of a password, in any format.
pub fn stored_hash(data: &[u8]) {
    if let Ok(text) = str::from_utf8(data) {
        parsers::stored_hash(text);
    }
}

/// Splits the input into lines of bytes that a field can hold. Empty input has no lines.
fn lines(data: &[u8]) -> Vec<Vec<u8>> {
    if data.is_empty() {
        return Vec::new();
    }
    let lines = data.split(|byte| *byte == b'\n').take(4);
    lines.map(legal).collect()
}
