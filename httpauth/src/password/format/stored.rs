//! A stored hash that was read.

use zeroize::Zeroizing;

use super::cost::Cost;
use super::unusable::Unusable;

/// The requirements to repeat a hash, which are the function with its cost and the length of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::password) struct Shape {
    pub(in crate::password) cost: Cost,
    pub(in crate::password) output_len: usize,
}

impl Shape {
    /// Checks that the work is payable, with `memory` bytes of work memory.
    ///
    /// # Errors
    ///
    /// Returns the reason why it is not.
    pub(in crate::password) fn check(self, memory: usize) -> Result<(), Unusable> {
        self.cost.check(self.output_len, memory)
    }

    /// Returns a stored hash of this shape that costs as much to verify as a real one. Whoever uses it ignores the
    /// result.
    pub(in crate::password) fn decoy(self) -> Stored {
        Stored {
            cost: self.cost,
            salt: Zeroizing::new(vec![0; 16]),
            expected: Zeroizing::new(vec![0; self.output_len]),
        }
    }
}

/// A stored hash that was read and found fit to be computed.
pub(in crate::password) struct Stored {
    pub(in crate::password) cost: Cost,
    pub(in crate::password) salt: Zeroizing<Vec<u8>>,
    pub(in crate::password) expected: Zeroizing<Vec<u8>>,
}

impl Stored {
    /// Returns the shape, by which the same work is done for somebody else.
    pub(in crate::password) fn shape(&self) -> Shape {
        Shape {
            cost: self.cost,
            output_len: self.expected.len(),
        }
    }

    pub(super) fn new(cost: Cost, salt: Vec<u8>, expected: Vec<u8>) -> Self {
        Self {
            cost,
            salt: Zeroizing::new(salt),
            expected: Zeroizing::new(expected),
        }
    }
}

/// The result of one format, `None` if the string belongs to another.
pub(super) type Parsed = Option<Result<Stored, Unusable>>;

/// Parses a decimal number as the formats write it. It has digits only, no sign and no leading zero.
pub(super) fn decimal<T: std::str::FromStr>(text: &str) -> Option<T> {
    let canonical = text == "0" || !text.starts_with('0');
    let digits = canonical && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
