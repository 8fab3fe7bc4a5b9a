//! The spelling that all usual clients have, read in one pass.

use super::cursor::{Form, Raw};
use super::name::Name;
use super::scan::{qdtext_len, token_len, visit};

/// Reads one parameter as `name="value", ` or `name=value, `, with what is behind it. The comma and the space may be missing
/// at the end.
///
/// `None` does not mean a breach of the grammar. There may be white space, a quoted-pair, an empty element or a name in upper
/// case, which the [`Cursor`](super::cursor::Cursor) reads.
#[inline]
pub(super) fn parameter(text: &[u8]) -> Option<(Name, Raw<'_>, &[u8])> {
    let (name, rest) = Name::at_start_of(text)?;
    let (text, form, rest) = if let [b'"', rest @ ..] = rest {
        let (text, rest) = rest.split_at_checked(qdtext_len(rest))?;
        let [b'"', rest @ ..] = rest else {
            return None;
        };
        (text, Form::Quoted, rest)
    } else {
        let (text, rest) = rest.split_at_checked(token_len(rest))?;
        (text, Form::Token, rest)
    };
    let rest = match rest {
        [] => rest,
        [b',', b' ', rest @ ..] | [b',', rest @ ..] => rest,
        _ => return None,
    };
    visit(3);
    let is_empty_token = text.is_empty() && form == Form::Token;
    (!is_empty_token).then_some((name, Raw { text, form }, rest))
}
