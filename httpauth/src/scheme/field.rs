//! The field that carries the credentials, of whatever scheme.

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use crate::authenticator::Look;
use crate::rejection::Reason;

/// The look in the head of the request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InHead;

impl Look for InHead {
    #[inline]
    fn only<'h>(
        &'h self,
        headers: &'h mut HeaderMap,
        name: &HeaderName,
    ) -> Result<Option<&'h HeaderValue>, Reason> {
        only_marked_sensitive(headers, name)
    }
}

/// The only `Authorization` field as a multi object has found it, marked sensitive. A field of another name is looked for in
/// the head.
#[derive(Debug)]
pub(super) struct Found(pub(super) Option<HeaderValue>);

impl Look for Found {
    #[inline]
    fn only<'h>(
        &'h self,
        headers: &'h mut HeaderMap,
        name: &HeaderName,
    ) -> Result<Option<&'h HeaderValue>, Reason> {
        if *name == AUTHORIZATION {
            return Ok(self.0.as_ref());
        }
        only_marked_sensitive(headers, name)
    }
}

/// Returns the value of the only field `name`, marked sensitive so that nothing logs it. `None` if there is no such
/// field.
///
/// # Errors
///
/// [`Reason::Repeated`] if there are several. Neither `Authorization` nor a key is a list (RFC 9110 section 5.3), and
/// whichever of them we took, a proxy before us may have taken another.
pub(super) fn only_marked_sensitive<'h>(
    headers: &'h mut HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'h HeaderValue>, Reason> {
    // Most requests repeat no field at all, which costs less to know.
    if headers.len() > headers.keys_len() && headers.get_all(name).iter().nth(1).is_some() {
        mark_all_sensitive(headers, name);
        return Err(Reason::Repeated);
    }
    Ok(headers.get_mut(name).map(|value| {
        value.set_sensitive(true);
        &*value
    }))
}

/// Marks every field `name` as sensitive.
#[cold]
fn mark_all_sensitive(headers: &mut HeaderMap, name: &HeaderName) {
    headers
        .iter_mut()
        .filter(|(field, _)| *field == name)
        .for_each(|(_, value)| value.set_sensitive(true));
}

/// Returns the bytes after the auth-scheme `scheme` and its spaces. `None` if the value is of another scheme.
///
/// The grammar is `credentials = auth-scheme [ 1*SP ( token68 / #auth-param ) ]` (RFC 9110 section 11.4). The scheme is
/// compared without case (RFC 9110 section 11.1).
pub(super) fn after_scheme<'v>(value: &'v [u8], scheme: &str) -> Option<&'v [u8]> {
    let (word, rest) = value.split_at_checked(scheme.len())?;
    // Most words of other schemes are longer or shorter, which costs less to know.
    if !matches!(rest, [] | [b' ', ..]) {
        return None;
    }
    // Nearly all clients write the scheme as the challenge does, and equality costs less.
    let ours = word == scheme.as_bytes() || word.eq_ignore_ascii_case(scheme.as_bytes());
    ours.then(|| after_spaces(rest))
}

fn after_spaces(mut text: &[u8]) -> &[u8] {
    while let [b' ', rest @ ..] = text {
        text = rest;
    }
    text
}

/// Returns whether the value of `Authorization` has credentials of `scheme`. The scheme's word alone does not count.
pub(super) fn has_credentials(authorization: Option<&[u8]>, scheme: &str) -> bool {
    authorization
        .and_then(|value| after_scheme(value, scheme))
        .is_some_and(|credentials| !credentials.is_empty())
}

/// Returns the reason to refuse a value of `Authorization` that belongs to no scheme of the object.
///
/// A word alone has no credentials, whatever scheme it names.
pub(super) fn foreign(authorization: &[u8]) -> Reason {
    if authorization.trim_ascii().contains(&b' ') {
        Reason::OtherScheme
    } else {
        Reason::Missing
    }
}

/// Returns the value if it is one word. `None` for credentials that begin with an auth-scheme, and for an empty value.
pub(super) fn bare(value: &[u8]) -> Option<&[u8]> {
    (!value.is_empty() && !value.contains(&b' ')).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cases 3, 4, 5, 6 and 9: the scheme is a whole word, in any case, followed by spaces and nothing like them.
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

    /// Cases 7 and 114: two fields are refused, and every one of them is marked sensitive.
    #[test]
    fn case_7_two_fields_are_refused_and_marked_sensitive() {
        let mut headers = HeaderMap::new();
        assert_eq!(
            only_marked_sensitive(&mut headers, &AUTHORIZATION),
            Ok(None)
        );
        headers.append(AUTHORIZATION, HeaderValue::from_static("one"));
        assert_eq!(
            only_marked_sensitive(&mut headers, &AUTHORIZATION),
            Ok(Some(&HeaderValue::from_static("one")))
        );
        headers.append(AUTHORIZATION, HeaderValue::from_static("two"));
        assert_eq!(
            only_marked_sensitive(&mut headers, &AUTHORIZATION),
            Err(Reason::Repeated)
        );
        assert!(headers.values().all(HeaderValue::is_sensitive));
    }
}
