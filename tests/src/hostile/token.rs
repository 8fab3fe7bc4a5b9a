//! Tokens: Bearer (RFC 6750), and a key in a field of its own.

use httpauth::Reason;

use super::apps::with_app;
use super::{Expected, after_scheme, foreign, get};
use crate::Answer;

/// Returns the challenge of the guard of Bearer.
pub(super) fn bearer_challenges(reason: Reason, _: &Answer) -> Vec<String> {
    let error = match reason {
        Reason::Malformed | Reason::Invalid => r#", error="invalid_token""#,
        _ => "",
    };
    vec![format!(r#"Bearer realm="T"{error}"#)]
}

/// Returns the challenge of the guard of the key.
pub(super) fn key_challenges(_: Reason, _: &Answer) -> Vec<String> {
    vec![r#"ApiKey realm="K""#.to_owned()]
}

/// Compares a plain guard and an `optional` guard of Bearer with the oracle.
///
/// # Panics
///
/// If an answer is another than the oracle's.
pub fn bearer(fields: &[Vec<u8>]) {
    let expected = bearer_oracle(fields);
    with_app(|app, _| {
        let call = |target| get(target, "authorization", fields);
        app.assert(call("/bearer"), &expected, bearer_challenges);
        if fields.is_empty() {
            let (answer, _) = app.ask(call("/bearer/optional"));
            answer.assert_ok("Hello, stranger!");
        } else {
            app.assert(call("/bearer/optional"), &expected, bearer_challenges);
        }
    });
}

/// Holds the guard of a key in the field `X-API-Key` against the oracle.
///
/// # Panics
///
/// If the answer is another than the oracle's.
pub fn key(fields: &[Vec<u8>]) {
    let expected = key_oracle(fields);
    with_app(|app, _| {
        app.assert(get("/key", "x-api-key", fields), &expected, key_challenges);
    });
}

/// Returns the answer that these `Authorization` fields must get. A token is one word of visible ASCII after the
/// scheme.
pub(super) fn bearer_oracle(fields: &[Vec<u8>]) -> Expected {
    let Some(field) = only(fields) else {
        return Expected::early(Reason::Repeated);
    };
    match after_scheme(field, "Bearer") {
        Some(token) => verdict(&token, char::is_ascii_graphic),
        None if fields.is_empty() => Expected::early(Reason::Missing),
        None => foreign(field),
    }
}

/// Returns the answer that these `X-API-Key` fields must get. The whole value is the token, and may have spaces.
pub(super) fn key_oracle(fields: &[Vec<u8>]) -> Expected {
    match only(fields) {
        Some(token) => verdict(token, |char| char.is_ascii_graphic() || *char == ' '),
        None => Expected::early(Reason::Repeated),
    }
}

/// Returns the only field, or an empty one if there is no field. It is `None` if there are several.
fn only(fields: &[Vec<u8>]) -> Option<&[u8]> {
    match fields {
        [] => Some(b""),
        [field] => Some(field),
        _ => None,
    }
}

fn verdict(token: &[u8], is_legal: impl Fn(&char) -> bool) -> Expected {
    if token.is_empty() {
        return Expected::early(Reason::Missing);
    }
    let token: String = token.iter().map(|byte| char::from(*byte)).collect();
    if !token.chars().all(|char| is_legal(&char)) {
        return Expected::early(Reason::Malformed);
    }
    match token.split_at_checked(3) {
        Some(("of-", user)) => Expected::Passes {
            user: user.to_owned(),
            saw: vec![token],
        },
        _ => Expected::Refused(Reason::Invalid, vec![token]),
    }
}
