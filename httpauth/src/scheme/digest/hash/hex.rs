//! Digests as the lower-case hex that Digest sends and hashes (RFC 7616 §3.1.3, `LHEX`).

use std::fmt;

use constant_time_eq::constant_time_eq;

use super::Algorithm;

#[cfg(test)]
thread_local! {
    /// How many digests this thread has made: the work that tests count.
    pub(in crate::scheme::digest) static MADE: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A digest in lower-case hex, on the stack. An HA1 is one, so `Debug` hides the digits.
#[derive(Clone, Copy)]
pub(crate) struct HexDigest {
    digits: [u8; 64],
    len: usize,
}

impl HexDigest {
    /// The hex of a digest; of its first 32 bytes, and none here is longer.
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
    /// `None` unless it has exactly the algorithm's number of hex digits, and not all of them zero: a
    /// blank or zeroed column in a database must match nothing rather than a forgery.
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

    /// What stands for the HA1 of nobody: an unknown user costs the work of a known one, and [`from_hex`](Self::from_hex)
    /// lets nobody store it.
    #[must_use]
    pub(crate) fn of_nobody(algorithm: Algorithm) -> Self {
        Self {
            digits: [b'0'; 64],
            len: algorithm.hex_len(),
        }
    }

    /// Whether a client sent this digest, in either letter case; in constant time for its length.
    #[must_use]
    pub(crate) fn matches(&self, sent: &[u8]) -> bool {
        sent.len() == self.len
            && lowered(sent).is_some_and(|sent| constant_time_eq(&sent, &self.digits))
    }

    /// The digits as text.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        // Only hex digits are ever in there, so nothing is lost to the error.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The digits as bytes, the form that is hashed.
    #[must_use]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        // Never more than there are; if it were, an HA1 that is too long matches nothing, and an empty one could be forged.
        self.digits.get(..self.len).unwrap_or(&self.digits)
    }
}

impl fmt::Debug for HexDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HexDigest(..)")
    }
}

/// Branch-free, so that the compiler does many digits at once and time tells nothing of a secret HA1.
fn lower_hex(nibble: u8) -> u8 {
    nibble + b'0' + u8::from(nibble > 9) * (b'a' - b'0' - 10)
}

/// Up to 64 bytes in lower case, zeros behind them.
fn lowered(text: &[u8]) -> Option<[u8; 64]> {
    let mut digits = [0; 64];
    digits.get_mut(..text.len())?.copy_from_slice(text);
    digits.make_ascii_lowercase();
    Some(digits)
}
