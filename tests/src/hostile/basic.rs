//! Basic (RFC 7617).

use httpauth::Reason;

use super::apps::with_app;
use super::template::PASSWORD;
use super::{Expected, after_scheme, foreign, get, is_plain};

pub(super) const CHALLENGE: &str = r#"Basic realm="B", charset="UTF-8""#;
const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Compares the guards of Basic with the oracle. One is plain, one is `optional`, and one asks for a role.
///
/// # Panics
///
/// If an answer is another than the oracle's.
pub fn basic(fields: &[Vec<u8>]) {
    let challenges = |_, _: &_| vec![CHALLENGE.to_owned()];
    let expected = oracle(fields);
    with_app(|app, _| {
        let call = |target| get(target, "authorization", fields);
        app.assert(call("/basic"), &expected, challenges);
        app.assert(call("/basic/admin"), &as_admin(&expected), challenges);
        if fields.is_empty() {
            let (answer, saw) = app.ask(call("/basic/optional"));
            assert!(saw.is_empty());
            answer.assert_ok("Hello, stranger!");
        } else {
            app.assert(call("/basic/optional"), &expected, challenges);
        }
    });
}

/// Returns the answer that a guard with the role `admin` must give instead.
fn as_admin(expected: &Expected) -> Expected {
    match expected {
        Expected::Passes { saw, user } if user != "admin" => {
            Expected::Refused(Reason::Forbidden, saw.clone())
        }
        other => other.clone(),
    }
}

/// Returns the answer that these `Authorization` fields must get.
pub(super) fn oracle(fields: &[Vec<u8>]) -> Expected {
    let [field] = fields else {
        return Expected::early(match fields {
            [] => Reason::Missing,
            _ => Reason::Repeated,
        });
    };
    let Some(token68) = after_scheme(field, "Basic") else {
        return foreign(field);
    };
    let Some((user, password)) = user_pass(&token68) else {
        return Expected::early(Reason::Malformed);
    };
    let saw = vec![format!("{user}:{password}")];
    if password == PASSWORD {
        Expected::Passes { saw, user }
    } else {
        Expected::Refused(Reason::Invalid, saw)
    }
}

/// Splits the username from the password (RFC 7617 section 2).
fn user_pass(token68: &[u8]) -> Option<(String, String)> {
    let bytes = decode(token68)?;
    if bytes.iter().any(|byte| matches!(byte, 0..=31 | 127)) {
        return None;
    }
    let latin1 = || bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = String::from_utf8(bytes.clone()).unwrap_or_else(|_| latin1());
    let (user, password) = text.split_once(':')?;
    is_plain(user).then(|| (user.to_owned(), password.to_owned()))
}

/// Decodes strict base64 (RFC 4648 section 4), a bit at a time.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_suffix(b"==");
    let digits = digits.or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    let mut bits = Vec::new();
    for digit in digits {
        let value = DIGITS.iter().position(|known| known == digit)?;
        bits.extend((0..6).rev().map(|at| value >> at & 1 == 1));
    }
    let spare = bits.split_off(bits.len() / 8 * 8);
    if !text.len().is_multiple_of(4)
        || spare.len() / 2 != text.len() - digits.len()
        || spare.contains(&true)
    {
        return None;
    }
    let byte = |bits: &[bool]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    Some(bits.chunks(8).map(byte).collect())
}
