//! The reasons why a stored hash cannot be used.

use std::fmt;

/// The reason why a stored hash cannot be used. It carries nothing of the hash, which may be a password that someone
/// stored in plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::password) enum Unusable {
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
