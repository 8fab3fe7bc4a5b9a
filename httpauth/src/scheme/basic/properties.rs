//! The property that holds for any Basic credentials.
#![allow(
    clippy::missing_panics_doc,
    reason = "a property that does not hold is a panic"
)]

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::buffer::Buffer;
use super::user_pass;
use crate::scheme::username;

/// Asserts that credentials that can be read have a plain name without a colon and no control characters, and can be
/// written in no other way.
pub fn basic_credentials(token68: &[u8]) {
    let mut buffer = Buffer::default();
    let Some(text) = buffer.decode(token68) else {
        return;
    };
    let latin1: Option<Vec<u8>> = text.chars().map(|char| u8::try_from(char).ok()).collect();
    let is = |bytes: &[u8]| BASE64_STANDARD.encode(bytes).as_bytes() == token68;
    assert!(is(text.as_bytes()) || latin1.is_some_and(|latin1| is(&latin1)));
    match user_pass(text) {
        Some((username, password)) => {
            assert!(!username.contains(':'));
            assert!(username::is_plain(username));
            assert!(!text.chars().any(|char| char.is_ascii_control()));
            assert_eq!(format!("{username}:{password}"), text);
        }
        None => {
            let name = text.split_once(':').map(|(username, _)| username);
            assert!(name.is_none_or(|username| !username::is_plain(username)));
        }
    }
}
