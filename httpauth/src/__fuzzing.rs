//! The properties of the parsers that hold for any input. The fuzz targets call them, and so do the unit tests with
//! random input.
//!
//! They are not compiled into a program. They stand beside the parsers, since those are private.

#[cfg(feature = "password")]
pub use crate::password::properties::stored_hash;
pub use crate::scheme::basic::properties::basic_credentials;
pub use crate::scheme::digest::properties::{
    digest_params, extended_username, forged_nonce, hex_digits, issued_nonce, request_target,
};
