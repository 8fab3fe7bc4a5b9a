//! The field that carries the credentials, of whatever scheme.

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use crate::rejection::Reason;

/// The value of the only field `name`, marked sensitive so that nothing logs it; `None` if there is no such field.
///
/// # Errors
///
/// [`Reason::Repeated`] if there are several: neither `Authorization` nor a key is a list (RFC 9110, section 5.3), and
/// whichever of them we took, a proxy before us may have taken another.
pub(super) fn only<'h>(
    headers: &'h mut HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'h HeaderValue>, Reason> {
    // Most requests repeat no field at all, which is cheaper to know.
    if headers.len() > headers.keys_len() && headers.get_all(name).iter().nth(1).is_some() {
        hide_all(headers, name);
        return Err(Reason::Repeated);
    }
    Ok(headers.get_mut(name).map(|value| {
        value.set_sensitive(true);
        &*value
    }))
}

/// Marks every field `name` sensitive.
#[cold]
fn hide_all(headers: &mut HeaderMap, name: &HeaderName) {
    headers
        .iter_mut()
        .filter(|(field, _)| *field == name)
        .for_each(|(_, value)| value.set_sensitive(true));
}

/// What follows the auth-scheme `scheme` and its spaces; `None` if the value is of another scheme.
///
/// `credentials = auth-scheme [ 1*SP ( token68 / #auth-param ) ]` (RFC 9110, section 11.4); the scheme is compared
/// without case (section 11.1).
pub(super) fn after_scheme<'v>(value: &'v [u8], scheme: &str) -> Option<&'v [u8]> {
    let (word, rest) = value.split_at_checked(scheme.len())?;
    // Nearly all clients write the scheme as the challenge does, and equality costs less.
    let ours = word == scheme.as_bytes() || word.eq_ignore_ascii_case(scheme.as_bytes());
    match rest {
        [] | [b' ', ..] if ours => Some(after_spaces(rest)),
        _ => None,
    }
}

fn after_spaces(mut text: &[u8]) -> &[u8] {
    while let [b' ', rest @ ..] = text {
        text = rest;
    }
    text
}

/// Whether an `Authorization` field has credentials of `scheme`.
pub(super) fn has_scheme(headers: &HeaderMap, scheme: &str) -> bool {
    headers
        .get_all(AUTHORIZATION)
        .iter()
        .any(|value| after_scheme(value.as_bytes(), scheme).is_some())
}

/// The value, if it is one word; `None` for credentials that begin with an auth-scheme, and for nothing.
pub(super) fn bare(value: &[u8]) -> Option<&[u8]> {
    (!value.is_empty() && !value.contains(&b' ')).then_some(value)
}

/// Whether an `Authorization` field has one word alone.
///
/// Inlined, so that it is compiled only for programs that have such tokens: beside it `has_scheme` is optimised less.
#[inline]
pub(super) fn has_bare(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    values.any(|value| bare(value.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SECURITY.md 3, 4, 5, 6, 9: the scheme is a whole word, in any case, followed by spaces and nothing like them.
    #[test]
    fn cases_3_to_6_and_9_the_scheme_is_a_whole_word() {
        assert_eq!(after_scheme(b"Basic abc", "Basic"), Some(&b"abc"[..]));
        assert_eq!(after_scheme(b"bAsIc    abc", "Basic"), Some(&b"abc"[..]));
        assert_eq!(after_scheme(b"Basic", "Basic"), Some(&b""[..]));
        for other in [
            "",
            "Bas",
            "Basicx abc",
            "XBasic abc",
            "Basic\tabc",
            "Negotiate abc",
            " Basic abc",
        ] {
            assert_eq!(after_scheme(other.as_bytes(), "Basic"), None, "{other:?}");
        }
    }

    /// SECURITY.md 7 and 114: two fields are refused, and every one of them is marked sensitive.
    #[test]
    fn case_7_two_fields_are_refused_and_hidden() {
        let mut headers = HeaderMap::new();
        assert_eq!(only(&mut headers, &AUTHORIZATION), Ok(None));
        headers.append(AUTHORIZATION, HeaderValue::from_static("one"));
        assert_eq!(
            only(&mut headers, &AUTHORIZATION),
            Ok(Some(&HeaderValue::from_static("one")))
        );
        headers.append(AUTHORIZATION, HeaderValue::from_static("two"));
        assert_eq!(only(&mut headers, &AUTHORIZATION), Err(Reason::Repeated));
        assert!(headers.values().all(HeaderValue::is_sensitive));
    }
}
