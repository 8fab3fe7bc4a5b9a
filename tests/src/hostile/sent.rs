//! The credentials that a Digest client sent (RFC 7616 section 3.4), and the response that it should have sent.

use super::is_plain;
use super::reader::{self, Param};
use crate::digest::hash;

/// The hashes that there are.
pub(super) const ALGORITHMS: [&str; 6] = [
    "SHA-512-256-sess",
    "SHA-512-256",
    "SHA-256-sess",
    "SHA-256",
    "MD5-sess",
    "MD5",
];

/// Credentials that can be read.
pub(super) struct Sent {
    /// The username, and the name that libcurl means by it if that is another one.
    pub(super) names: Vec<String>,
    /// True if the username is not UTF-8 and was taken for latin-1.
    pub(super) is_latin1: bool,
    pub(super) realm: Vec<u8>,
    pub(super) nonce: Vec<u8>,
    pub(super) uri: Vec<u8>,
    pub(super) response: Vec<u8>,
    pub(super) algorithm: Option<&'static str>,
    pub(super) opaque: Option<Vec<u8>>,
    pub(super) protection: Option<Protection>,
}

/// The parameters that have a meaning. None of them may be there twice.
const KNOWN: [&str; 12] = [
    "username",
    "username*",
    "userhash",
    "realm",
    "nonce",
    "uri",
    "response",
    "algorithm",
    "opaque",
    "qop",
    "nc",
    "cnonce",
];

/// The parameters that come with `qop`.
pub(super) struct Protection {
    pub(super) qop: String,
    pub(super) nc: Vec<u8>,
    pub(super) cnonce: Vec<u8>,
}

impl Sent {
    /// Reads what follows the auth-scheme. Returns `None` if it is malformed in any way.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let params = reader::read(text)?;
        let count = |name: &str| params.iter().filter(|param| param.name == name).count();
        if KNOWN.iter().any(|name| count(name) > 1) {
            return None;
        }
        let get = |name: &str| params.iter().find(|param| param.name == name);
        let value = |name| get(name).map(|param| param.value.clone());
        let word = |name| get(name).map(|param| lower(&param.raw));
        if !matches!(word("userhash").as_deref(), None | Some("false")) {
            return None;
        }
        let (username, is_latin1) = username(get("username"), get("username*"))?;
        if !is_plain(&username) {
            return None;
        }
        let meant = get("username").and_then(|_| of_libcurl(&username));
        Some(Self {
            names: [Some(username), meant].into_iter().flatten().collect(),
            is_latin1,
            realm: value("realm")?,
            nonce: value("nonce")?,
            uri: value("uri")?,
            response: value("response")?,
            algorithm: algorithm(word("algorithm"))?,
            opaque: value("opaque"),
            protection: protection(word("qop"), get("nc"), value("cnonce"))?,
        })
    }

    /// Returns the responses of the user of this name and password. For a name in latin-1 there is one in UTF-8 and one
    /// in latin-1.
    pub(super) fn responses(
        &self,
        name: &str,
        algorithm: &str,
        method: &str,
        password: &str,
    ) -> Vec<String> {
        let latin1 = |text: &str| text.chars().map(|char| char as u8).collect::<Vec<_>>();
        let mut encoded = vec![name.as_bytes().to_vec()];
        if self.is_latin1 {
            encoded.push(latin1(name));
        }
        let respond = |name: &Vec<u8>| {
            let ha1 = hash(algorithm, &[name, &self.realm, password.as_bytes()]);
            self.response(algorithm, method, &ha1)
        };
        encoded.iter().map(respond).collect()
    }

    fn response(&self, algorithm: &str, method: &str, ha1: &str) -> String {
        let ha2 = hash(algorithm, &[method.as_bytes(), &self.uri]);
        let Some(Protection { qop, nc, cnonce }) = &self.protection else {
            return hash(algorithm, &[ha1.as_bytes(), &self.nonce, ha2.as_bytes()]);
        };
        let session = hash(algorithm, &[ha1.as_bytes(), &self.nonce, cnonce]);
        let ha1 = if algorithm.ends_with("-sess") {
            &session
        } else {
            ha1
        };
        let (ha1, qop, ha2) = (ha1.as_bytes(), qop.as_bytes(), ha2.as_bytes());
        hash(algorithm, &[ha1, &self.nonce, nc, cnonce, qop, ha2])
    }
}

fn lower(text: &[u8]) -> String {
    String::from_utf8_lossy(text).to_ascii_lowercase()
}

/// Returns the algorithm of this name in lower case. Without a name there is no algorithm.
#[expect(clippy::option_option, reason = "malformed, absent, or a name")]
fn algorithm(name: Option<String>) -> Option<Option<&'static str>> {
    let Some(name) = name else {
        return Some(None);
    };
    let known = ALGORITHMS
        .iter()
        .find(|known| known.to_ascii_lowercase() == name);
    known.map(|known| Some(*known))
}

/// Reads the three parameters of `qop`. They are all there, or none of them.
#[expect(clippy::option_option, reason = "malformed, absent, or there")]
fn protection(
    qop: Option<String>,
    nc: Option<&Param>,
    cnonce: Option<Vec<u8>>,
) -> Option<Option<Protection>> {
    let Some(qop) = qop else {
        return (nc.is_none() && cnonce.is_none()).then_some(None);
    };
    let nc = nc?.raw.clone();
    let is_count = nc.len() == 8 && nc.iter().all(u8::is_ascii_hexdigit) && nc != b"00000000";
    let cnonce = cnonce?;
    let is_qop = matches!(&*qop, "auth" | "auth-int");
    (is_qop && is_count).then_some(Some(Protection { qop, nc, cnonce }))
}

/// Returns the one of the two that is there, and true if it was in latin-1.
fn username(plain: Option<&Param>, extended: Option<&Param>) -> Option<(String, bool)> {
    match (plain, extended) {
        (Some(plain), None) => Some(match String::from_utf8(plain.value.clone()) {
            Ok(text) => (text, false),
            Err(_) => (plain.value.iter().map(|byte| *byte as char).collect(), true),
        }),
        (None, Some(extended)) if !extended.is_quoted => Some((
            ext_value(&String::from_utf8(extended.raw.clone()).ok()?)?,
            false,
        )),
        _ => None,
    }
}

/// Returns the name that libcurl means by an ASCII one, if that is another. It writes each byte that is not ASCII as a
/// percent sign and two upper-case digits.
fn of_libcurl(name: &str) -> Option<String> {
    let mut pieces = name.split('%');
    let mut meant = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let digits = piece.get(..2).unwrap_or_default();
        let is_upper = digits
            .bytes()
            .all(|digit| b"0123456789ABCDEF".contains(&digit));
        match u8::from_str_radix(digits, 16) {
            Ok(byte @ 0x80..) if is_upper => {
                meant.push(byte);
                meant.extend(&piece.as_bytes()[2..]);
            }
            _ => meant.extend(format!("%{piece}").bytes()),
        }
    }
    let meant = String::from_utf8(meant).ok()?;
    (name.is_ascii() && !meant.is_ascii() && is_plain(&meant)).then_some(meant)
}

/// Decodes `UTF-8'language'percent-encoded` (RFC 8187 section 3.2.1), of text without control characters.
fn ext_value(text: &str) -> Option<String> {
    let [charset, language, value] = text.splitn(3, '\'').collect::<Vec<_>>()[..] else {
        return None;
    };
    let is_attr = |char: char| char.is_ascii_alphanumeric() || "!#$&+-.^_`|~".contains(char);
    let is_language = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let mut pieces = value.split('%');
    let mut decoded = pieces.next()?.as_bytes().to_vec();
    if !decoded.iter().all(|byte| is_attr(*byte as char)) {
        return None;
    }
    for piece in pieces {
        let (hex, rest) = piece.split_at_checked(2)?;
        let is_hex = hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex || !rest.chars().all(is_attr) {
            return None;
        }
        decoded.push(u8::from_str_radix(hex, 16).ok()?);
        decoded.extend(rest.as_bytes());
    }
    let name = String::from_utf8(decoded).ok()?;
    let is_clean = name
        .chars()
        .all(|char| char == '\t' || !char.is_ascii_control());
    let is_legal = charset.eq_ignore_ascii_case("utf-8") && language.chars().all(is_language);
    (is_clean && is_legal).then_some(name)
}
