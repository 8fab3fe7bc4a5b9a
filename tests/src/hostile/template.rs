//! Headers that stay right while they are mutated. Values that only the server or the password can tell are filled in
//! last.

use super::sent::Sent;
use crate::digest::Challenge;

/// The password of all users.
pub(super) const PASSWORD: &str = "hello";

/// Returns the password of a user.
pub(super) fn password(username: &str) -> Option<&'static str> {
    match username {
        "nobody" => None,
        "nopassword" => Some(""),
        _ => Some(PASSWORD),
    }
}

/// The part of the request target that follows the path of the guard.
pub(super) const TARGET: &str = "/a,%20b?c=d&e";

/// Fills in `{nonce}`, `{opaque}`, `{realm}` and `{uri}`, and then `{response}` and `{libcurl}` with the responses that
/// are right for all the rest, if the rest can be read. The second is over the name that libcurl means, if that is not the
/// name as sent.
pub(super) fn expand(template: &[u8], challenge: &Challenge, target: &str) -> Vec<u8> {
    let value = |name| challenge.get(name).unwrap_or_default();
    let realm = value("realm").replace('\\', "\\\\").replace('"', "\\\"");
    let filled = [
        ("{nonce}", value("nonce")),
        ("{opaque}", value("opaque")),
        ("{realm}", &realm),
        ("{uri}", target),
    ]
    .iter()
    .fold(template.to_vec(), |text, (hole, value)| {
        replace(&text, hole, value)
    });
    let unsigned = replace(&replace(&filled, "{response}", "0"), "{libcurl}", "0");
    let [plain, libcurl] = sign(&unsigned).unwrap_or_default();
    replace(
        &replace(&filled, "{response}", &plain),
        "{libcurl}",
        &libcurl,
    )
}

/// Returns the right responses for `GET` with these credentials, over their first name and over their last.
fn sign(header: &[u8]) -> Option<[String; 2]> {
    let start = header.iter().position(|byte| *byte == b' ')?;
    let sent = Sent::read(&header[start..])?;
    let algorithm = sent.algorithm.unwrap_or("MD5");
    let over = |name| sent.responses(name, algorithm, "GET", PASSWORD).pop();
    Some([over(sent.names.first()?)?, over(sent.names.last()?)?])
}

fn replace(text: &[u8], hole: &str, value: &str) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(hole.as_bytes()) {
            replaced.extend(value.as_bytes());
            rest = after;
        } else {
            replaced.push(*first);
            rest = after;
        }
    }
    replaced
}
