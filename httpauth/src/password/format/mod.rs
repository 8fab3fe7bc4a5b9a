//! The reader of stored hashes, which finds the function of a hash, its cost, the salt and the output.
//!
//! Each family of formats has a file of its own, which yields a [`Stored`] or says why not. The result is bounded here,
//! in one place, so that no format can forget to.

mod cost;
mod modular;
mod phc;
mod stored;
mod unusable;
mod werkzeug;

pub(super) use cost::{Cost, HashFunction};
pub(super) use stored::{Shape, Stored};
pub(super) use unusable::Unusable;

/// The longest stored hash that is looked at, in bytes. The longest known format is below 300.
const MAX_STORED_LEN: usize = 1024;
/// The permitted lengths of an output. A shorter one could be hit by chance, and an empty one would match everything.
const OUTPUT_LEN: std::ops::RangeInclusive<usize> = 16..=64;
const SALT_LEN: std::ops::RangeInclusive<usize> = 1..=1024;

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
        read.shape().check(memory)?;
        Ok(read)
    }
}
