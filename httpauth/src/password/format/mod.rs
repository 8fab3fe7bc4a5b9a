//! The reader of stored hashes, which finds the function of a hash, its cost, the salt and the output.
//!
//! Each family of formats has a file of its own, which yields a [`Stored`] or says why not. The result is bounded here,
//! in one place, so that no format can forget to.

mod cost;
mod modular;
mod phc;
mod werkzeug;

use std::fmt;

use zeroize::Zeroizing;

pub(super) use cost::{Cost, HashFunction};

/// The longest stored hash that is looked at, in bytes. The longest known format is below 300.
const MAX_STORED_LEN: usize = 1024;
/// The permitted lengths of an output. A shorter one could be hit by chance, and an empty one would match everything.
const OUTPUT_LEN: std::ops::RangeInclusive<usize> = 16..=64;
const SALT_LEN: std::ops::RangeInclusive<usize> = 1..=1024;

/// The reason why a stored hash cannot be used. It carries nothing of the hash, which may be a password that someone
/// stored in plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// A hash that begins like no known format.
    Unknown,
    /// A hash that begins like a known format, and does not go on like it.
    Malformed,
    /// A hash that asks for more memory or time than is granted.
    TooCostly,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "its format is not known",
            Self::Malformed => "it is malformed",
            Self::TooCostly => "it asks for more memory or time than the limits grant",
        })
    }
}

/// The requirements to repeat a hash, which are the function with its cost and the length of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) cost: Cost,
    pub(super) output_len: usize,
}

impl Shape {
    /// Returns a stored hash of this shape that costs as much to verify as a real one. Whoever uses it ignores the
    /// result.
    pub(super) fn decoy(self) -> Stored {
        Stored {
            cost: self.cost,
            salt: Zeroizing::new(vec![0; 16]),
            expected: Zeroizing::new(vec![0; self.output_len]),
        }
    }
}

/// A stored hash that was read and found fit to be computed.
pub(super) struct Stored {
    pub(super) cost: Cost,
    pub(super) salt: Zeroizing<Vec<u8>>,
    pub(super) expected: Zeroizing<Vec<u8>>,
}

impl Stored {
    /// Reads `stored` in whichever format it is, and holds it to `memory` bytes of work memory.
    pub(super) fn parse(stored: &str, memory: usize) -> Result<Self, Unusable> {
        if stored.len() > MAX_STORED_LEN {
            return Err(Unusable::Malformed);
        }
        let read = modular::parse(stored)
            .or_else(|| werkzeug::parse(stored))
            .or_else(|| phc::parse(stored))
            .unwrap_or(Err(Unusable::Unknown))?;
        if !OUTPUT_LEN.contains(&read.expected.len()) || !SALT_LEN.contains(&read.salt.len()) {
            return Err(Unusable::Malformed);
        }
        read.cost.check(read.expected.len(), memory)?;
        Ok(read)
    }

    /// Returns the shape, by which the same work is done for somebody else.
    pub(super) fn shape(&self) -> Shape {
        Shape {
            cost: self.cost,
            output_len: self.expected.len(),
        }
    }

    fn new(cost: Cost, salt: Vec<u8>, expected: Vec<u8>) -> Self {
        Self {
            cost,
            salt: Zeroizing::new(salt),
            expected: Zeroizing::new(expected),
        }
    }
}

/// The result of one format, `None` if the string belongs to another.
type Parsed = Option<Result<Stored, Unusable>>;

/// Parses a decimal number as the formats write it. It has digits only, no sign and no leading zero.
fn decimal<T: std::str::FromStr>(text: &str) -> Option<T> {
    let canonical = text == "0" || !text.starts_with('0');
    let digits = canonical && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
