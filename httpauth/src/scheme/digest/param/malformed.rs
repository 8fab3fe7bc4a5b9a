//! The reasons why the parameters of a header cannot be used.

/// The reason why the parameters of a header cannot be used.
///
/// It names parameters but never shows a value, because a value may be a secret (RFC 7616 section 3.4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scheme::digest) enum Malformed {
    /// A text that is not a list of `name=value`, such as an unterminated quote or a token68.
    Syntax,
    /// A parameter that stands there twice. RFC 9110 section 11.2 allows each once.
    Duplicate(&'static str),
    /// A required parameter that is missing.
    Missing(&'static str),
    /// A parameter with a value it cannot have, or beside one that excludes it.
    Value(&'static str),
}
