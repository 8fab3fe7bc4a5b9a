//! `username` and `username*` (RFC 7616 §3.4.4): one of them, as text.

use std::borrow::Cow;

use super::{
    Malformed,
    cursor::{Form, Raw},
};

/// The name of the user from whichever of the two parameters was sent; both or none is refused.
pub(super) fn resolve<'a>(
    username: Option<Raw<'a>>,
    username_ext: Option<Raw<'a>>,
) -> Result<Cow<'a, str>, Malformed> {
    match (username, username_ext) {
        (Some(plain), None) => Ok(text(plain.unescape())),
        (None, Some(ext)) => ext_value(ext).ok_or(Malformed::Value("username*")),
        (None, None) => Err(Malformed::Missing("username")),
        (Some(_), Some(_)) => Err(Malformed::Value("username*")),
    }
}

/// UTF-8, else latin-1, which any bytes are: clients that ignore `charset` send it, as for Basic.
fn text(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(latin1(bytes)),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Cow::Owned(text),
            Err(error) => Cow::Owned(latin1(error.as_bytes())),
        },
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// `ext-value = "UTF-8" "'" [ language ] "'" value-chars` (RFC 8187 §3.2.1), the only charset there is
/// for a username (RFC 7616 §3.4.4). Never quoted; what it hides must be text without controls.
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
    // A quoted-string could not hold them either; here they would only serve log injection.
    let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    (!name.bytes().any(is_control)).then_some(name)
}

/// `value-chars = *( pct-encoded / attr-char )` (RFC 8187 §3.2.1).
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

fn is_attr_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
