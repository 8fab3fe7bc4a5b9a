//! Digests as the lower-case hex that the scheme sends and hashes (RFC 7616 section 3.1.3, `LHEX`).

use std::fmt;

use constant_time_eq::constant_time_eq;

use crate::scheme::digest::algorithm::Algorithm;

#[cfg(test)]
thread_local! {
    /// The number of digests that this thread has made, by which tests count the work.
    pub(in crate::scheme::digest) static MADE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A digest in lower-case hex, on the stack. `Debug` hides the digits, because an HA1 is such a digest.
#[derive(Clone, Copy)]
pub(crate) struct HexHash {
    digits: [u8; 64],
    len: usize,
}

impl HexHash {
    /// Returns the hex of a digest, up to its first 32 bytes. No digest here is longer.
    pub(super) fn new(digest: &[u8]) -> Self {
        #[cfg(test)]
        MADE.set(MADE.get() + 1);
        let mut digits = [0; 64];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(digest) {
            *pair = [lower_hex(byte >> 4), lower_hex(byte & 15)];
        }
        let len = digest.len().min(32) * 2;
        Self { digits, len }
    }

    /// Reads a stored HA1, in either letter case.
    ///
    /// Returns `None` unless it has exactly the algorithm's number of hex digits and not all of them are zero. A blank
    /// or zeroed column in a database must match nothing rather than a forgery.
    #[must_use]
    pub(crate) fn from_hex(algorithm: Algorithm, hex: &[u8]) -> Option<Self> {
        let len = algorithm.hex_len();
        let is_hex = hex.iter().all(u8::is_ascii_hexdigit);
        if hex.len() != len || !is_hex || hex.iter().all(|digit| *digit == b'0') {
            return None;
        }
        let digits = lowered(hex)?;
        Some(Self { digits, len })
    }

    /// Returns the digest that stands for the HA1 of nobody, so that an unknown user costs the work of a known one.
    ///
    /// No user can have it as a stored HA1, because [`from_hex`](Self::from_hex) refuses it.
    #[must_use]
    pub(crate) fn of_nobody(algorithm: Algorithm) -> Self {
        Self {
            digits: [b'0'; 64],
            len: algorithm.hex_len(),
        }
    }

    /// Returns whether a client sent this digest, in either letter case. The comparison takes constant time for its
    /// length.
    #[must_use]
    pub(crate) fn matches(&self, sent: &[u8]) -> bool {
        sent.len() == self.len
            && lowered(sent).is_some_and(|sent| constant_time_eq(&sent, &self.digits))
    }

    /// Returns the digits as text.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        // The bytes are always hex digits, so nothing is lost to the error.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// Returns the digits as bytes, the form that is hashed.
    #[must_use]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        // `len` is never beyond the array. If it were, an HA1 that is too long would match nothing, while an empty one
        // could be forged.
        self.digits.get(..self.len).unwrap_or(&self.digits)
    }
}

impl fmt::Debug for HexHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HexHash(..)")
    }
}

/// Returns a hex digit without a branch, so that the compiler does many digits at once and time tells nothing of a
/// secret HA1.
fn lower_hex(nibble: u8) -> u8 {
    nibble + b'0' + u8::from(nibble > 9) * (b'a' - b'0' - 10)
}

/// Returns a text of up to 64 bytes in lower case, with zeros behind it. Returns `None` for a longer one.
fn lowered(text: &[u8]) -> Option<[u8; 64]> {
    let mut digits = [0; 64];
    digits.get_mut(..text.len())?.copy_from_slice(text);
    digits.make_ascii_lowercase();
    Some(digits)
}
