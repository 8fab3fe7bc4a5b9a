//! A stored hash, read: which function made it, at what cost, with which salt, and what came out.
//!
//! One file per family of formats; each either yields a [`Stored`] or says why not. What they yield is bounded here, in
//! one place, so that no format can forget to.

mod cost;
mod modular;
mod phc;
mod werkzeug;

use std::fmt;

use zeroize::Zeroizing;

pub(super) use cost::{Cost, Digest};

/// The longest stored hash that is looked at; the longest format known is below 300 bytes.
const MAX_STORED_LEN: usize = 1024;
/// A shorter result could be hit by chance, and an empty one would match everything.
const OUTPUT_LEN: std::ops::RangeInclusive<usize> = 16..=64;
const SALT_LEN: std::ops::RangeInclusive<usize> = 1..=1024;

/// Why a stored hash cannot be used. Carries nothing of it: it may be a password that someone stored in plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It begins like no format that is known.
    Unknown,
    /// It begins like a known format, and does not go on like it.
    Malformed,
    /// It asks for more memory or time than is granted.
    TooCostly,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "its format is not known",
            Self::Malformed => "it is malformed",
            Self::TooCostly => "it asks for more memory or time than the limits grant",
        })
    }
}

/// What it takes to repeat a hash: the function with its cost, and the length of what comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) cost: Cost,
    pub(super) output_len: usize,
}

impl Shape {
    /// A stored hash of this shape that costs as much to verify as a real one; whoever uses it ignores the result.
    pub(super) fn decoy(self) -> Stored {
        Stored {
            cost: self.cost,
            salt: Zeroizing::new(vec![0; 16]),
            expected: Zeroizing::new(vec![0; self.output_len]),
        }
    }
}

/// A stored hash, read and found fit to be computed.
pub(super) struct Stored {
    pub(super) cost: Cost,
    pub(super) salt: Zeroizing<Vec<u8>>,
    pub(super) expected: Zeroizing<Vec<u8>>,
}

impl Stored {
    /// Reads `stored` in whichever format it is, and holds it to `memory` bytes of work memory.
    pub(super) fn parse(stored: &str, memory: usize) -> Result<Self, Refusal> {
        if stored.len() > MAX_STORED_LEN {
            return Err(Refusal::Malformed);
        }
        let read = modular::parse(stored)
            .or_else(|| werkzeug::parse(stored))
            .or_else(|| phc::parse(stored))
            .unwrap_or(Err(Refusal::Unknown))?;
        if !OUTPUT_LEN.contains(&read.expected.len()) || !SALT_LEN.contains(&read.salt.len()) {
            return Err(Refusal::Malformed);
        }
        read.cost.check(read.expected.len(), memory)?;
        Ok(read)
    }

    /// What it takes to do the same work for somebody else.
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

/// A format's answer: `None` when the string is another format's business.
type Parsed = Option<Result<Stored, Refusal>>;

/// A decimal number as the formats write it: digits only, no sign, no leading zero.
fn decimal<T: std::str::FromStr>(text: &str) -> Option<T> {
    let canonical = text == "0" || !text.starts_with('0');
    let digits = canonical && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
