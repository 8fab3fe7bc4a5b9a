//! The life of a nonce where an expression sets it.

use std::time::Duration;

/// The life of a nonce.
#[diagnostic::on_unimplemented(
    message = "the life of a nonce must be a `Duration`, not `{Self}`",
    label = "not a `Duration`",
    note = "write a time as in `nonce_ttl = \"5m\"`, or an expression of type `std::time::Duration`"
)]
pub trait NonceTtl {
    /// Returns the time.
    fn duration(self) -> Duration;
}

impl NonceTtl for Duration {
    fn duration(self) -> Duration {
        self
    }
}

/// Checks the life of a nonce, which counts milliseconds.
///
/// # Errors
///
/// A message about a time that rounds to zero. Every nonce would be stale when it comes back, and clients would ask for
/// the next one without end.
pub fn nonce_ttl(ttl: impl NonceTtl) -> Result<Duration, &'static str> {
    let ttl = ttl.duration();
    if ttl.as_millis() == 0 {
        return Err("a nonce is good for a millisecond or longer");
    }
    Ok(ttl)
}
