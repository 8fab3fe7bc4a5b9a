//! What must be true of the parsers for any input: called by the fuzz targets, and by the unit tests with random input.
//!
//! Not compiled into a program. The properties stand beside the parsers, since those are private.

#[cfg(feature = "password")]
pub use crate::password::properties::stored_hash;
pub use crate::scheme::basic::properties::basic_credentials;
pub use crate::scheme::digest::properties::{
    digest_params, extended_username, forged_nonce, hex_digits, issued_nonce, request_target,
};
