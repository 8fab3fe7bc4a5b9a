//! The error of a document whose operations and handlers cannot be told apart.

use std::error::Error;
use std::fmt;

/// The ids that several operations of a document or several handlers of the program have.
///
/// `Display` prints a line for each, with both places and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflicts {
    lines: Vec<String>,
}

impl Conflicts {
    pub(super) fn new(lines: Vec<String>) -> Self {
        Self { lines }
    }
}

impl fmt::Display for Conflicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines.join("\n"))
    }
}

impl Error for Conflicts {}
