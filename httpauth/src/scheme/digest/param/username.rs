//! The name of the user as text, from `username` or `username*` (RFC 7616 section 3.4.4).
//!
//! libcurl from 8.21 on percent-encodes what is not ASCII in `username`, and hashes the name itself. By RFC 7616 such a
//! `username` is a name with percent signs. Only if it is not, the name that libcurl means is tried.

use std::borrow::Cow;

use super::cursor::{Form, Raw};
use super::malformed::Malformed;
use super::scan::{hex_digit, is_tchar};
use crate::scheme::{latin_1, username};

/// The name of a user, and the way in which it was written.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Username<'a> {
    pub(super) text: Cow<'a, str>,
    written: Written,
}

/// The way in which a name was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// As itself, in `username`.
    Plain,
    /// In latin-1, in `username`.
    Latin1,
    /// Percent-encoded, in `username*` or as libcurl does it.
    Encoded,
}

impl<'a> Username<'a> {
    /// Returns the name of the user from whichever of the two parameters was sent. Both or neither is refused, and a
    /// name that is not plain as well.
    pub(super) fn resolve(
        username: Option<Raw<'a>>,
        username_ext: Option<Raw<'a>>,
    ) -> Result<Self, Malformed> {
        let (sent, name) = match (username, username_ext) {
            (Some(plain), None) => (Some(Self::from_bytes(plain.unescape())), "username"),
            (None, Some(ext)) => (ext_value(ext).map(Self::decoded), "username*"),
            (None, None) => return Err(Malformed::Missing("username")),
            (Some(_), Some(_)) => return Err(Malformed::Value("username*")),
        };
        sent.filter(|username| username::is_plain(&username.text))
            .ok_or(Malformed::Value(name))
    }

    /// Decodes UTF-8, or else latin-1, which any bytes are. Clients that ignore `charset` send latin-1, as for Basic.
    fn from_bytes(bytes: Cow<'a, [u8]>) -> Self {
        let text = match bytes {
            Cow::Borrowed(bytes) => str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|_| latin_1::decode(bytes)),
            Cow::Owned(bytes) => String::from_utf8(bytes)
                .map(Cow::Owned)
                .map_err(|error| latin_1::decode(error.as_bytes())),
        };
        match text {
            Ok(text) => Self {
                text,
                written: Written::Plain,
            },
            Err(text) => Self {
                text: Cow::Owned(text),
                written: Written::Latin1,
            },
        }
    }

    fn decoded(text: Cow<'a, str>) -> Self {
        Self {
            text,
            written: Written::Encoded,
        }
    }

    /// Returns the text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns whether the client sent it in latin-1.
    pub(crate) fn is_latin1(&self) -> bool {
        self.written == Written::Latin1
    }

    /// Returns the other name that a client may mean by this one, which is what libcurl has percent-encoded. `None` for
    /// nearly all names.
    #[inline]
    pub(crate) fn of_libcurl(&self) -> Option<Username<'static>> {
        if self.text.contains('%') {
            return self.decode();
        }
        None
    }

    #[cold]
    fn decode(&self) -> Option<Username<'static>> {
        let is_candidate = self.written == Written::Plain && self.text.is_ascii();
        let text = is_candidate
            .then(|| decode_non_ascii(&self.text))
            .flatten()?;
        username::is_plain(&text).then(|| Username::decoded(Cow::Owned(text)))
    }
}

/// Undoes what libcurl does to the bytes that are not ASCII, which is `%80` to `%FF` in upper case.
///
/// It leaves any other percent sign, since libcurl does not encode the sign itself. It also leaves the controls that
/// libcurl encodes, since no name may hold them. `None` if there is no such byte, or they are not UTF-8.
fn decode_non_ascii(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match after {
            [
                high @ (b'8' | b'9' | b'A'..=b'F'),
                low @ (b'0'..=b'9' | b'A'..=b'F'),
                after @ ..,
            ] if *first == b'%' => (hex_digit(*high)? << 4 | hex_digit(*low)?, after),
            _ => (*first, after),
        };
        decoded.push(byte);
        rest = after;
    }
    let decoded = String::from_utf8(decoded).ok()?;
    (!decoded.is_ascii()).then_some(decoded)
}

/// Decodes `ext-value = "UTF-8" "'" [ language ] "'" value-chars` (RFC 8187 section 3.2.1).
///
/// UTF-8 is the only charset for a username (RFC 7616 section 3.4.4). The value is never quoted, and the text that it
/// encodes must be without controls.
fn ext_value(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    if raw.form != Form::Token {
        return None;
    }
    let mut parts = raw.text.splitn(3, |byte| *byte == b'\'');
    let (charset, language, value) = (parts.next()?, parts.next()?, parts.next()?);
    let is_language = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    if !charset.eq_ignore_ascii_case(b"UTF-8") || !language.iter().all(is_language) {
        return None;
    }
    let name = match percent_decode(value)? {
        Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).ok()?),
    };
    // A quoted-string could not hold them either, and here they would only serve log injection.
    let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    (!name.bytes().any(is_control)).then_some(name)
}

/// Decodes `value-chars = *( pct-encoded / attr-char )` (RFC 8187 section 3.2.1).
fn percent_decode(value: &[u8]) -> Option<Cow<'_, [u8]>> {
    if value.iter().copied().all(is_attr_char) {
        return Some(Cow::Borrowed(value));
    }
    let mut decoded = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((first, after)) = rest.split_first() {
        rest = match (*first, after) {
            (b'%', [high, low, after @ ..]) => {
                decoded.push(hex_digit(*high)? << 4 | hex_digit(*low)?);
                after
            }
            (byte, _) if is_attr_char(byte) => {
                decoded.push(byte);
                after
            }
            _ => return None,
        };
    }
    Some(Cow::Owned(decoded))
}

/// Returns whether a byte stands for itself, `attr-char = <tchar except ( "*" / "'" / "%" )>` (RFC 8187 section 3.2.1).
fn is_attr_char(byte: u8) -> bool {
    is_tchar(byte) && !b"*'%".contains(&byte)
}
