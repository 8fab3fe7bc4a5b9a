//! The properties that any input of Digest's parsers must have.
#![allow(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_collect,
    reason = "a property that does not hold is a panic"
)]

use std::time::Duration;

use axum::http::{HeaderName, Request};

use super::algorithm::Algorithm;
use super::hash::HexHash;
use super::nonce::{self, NonceKey, NonceText, ProtectionSpace, Verified};
use super::param::{Credentials, Malformed, Nc, VISITED};
use super::target::is_target;
use crate::forwarded::ForwardedTarget;
use crate::original::original;
use crate::scheme::username;

/// Asserts that a list of parameters is read in one pass.
///
/// What is read is what the grammar alone reads. It comes out of its plainest spelling as well, an unknown parameter
/// changes nothing, and no parameter may come twice.
pub fn digest_params(text: &[u8]) {
    VISITED.set(0);
    let parsed = Credentials::parse(text);
    assert!(VISITED.get() <= 4 * text.len() + 16, "one pass");
    assert!(parsed == Credentials::parse_by_grammar(text), "one grammar");
    let more = Credentials::parse(&[text, b", x=y"].concat()).map(drop);
    assert_eq!(more.is_ok(), parsed.is_ok(), "a parameter of no meaning");
    let Ok(credentials) = parsed else {
        return;
    };
    let plainest = spelled(&credentials);
    let again = Credentials::parse(&plainest);
    assert!(again.is_ok_and(|again| spelled(&again) == plainest));
    let twice = Credentials::parse(&[text, b",", text].concat()).map(drop);
    assert!(matches!(twice, Err(Malformed::Duplicate(_))), "{twice:?}");
}

/// Returns the credentials with all values in quotes.
fn spelled(credentials: &Credentials<'_>) -> Vec<u8> {
    let name = credentials.signed.username.as_str();
    let name = if credentials.signed.username.is_latin1() {
        let byte = |char| u8::try_from(char).unwrap();
        name.chars().map(byte).collect()
    } else {
        name.as_bytes().to_vec()
    };
    let mut list = Vec::new();
    let mut put = |name: &str, value: &[u8]| {
        list.extend([name.as_bytes(), b"=\""].concat());
        for byte in value {
            list.extend(if matches!(byte, b'"' | b'\\') {
                &b"\\"[..]
            } else {
                b""
            });
            list.push(*byte);
        }
        list.extend(b"\",");
    };
    put("username", &name);
    put("realm", &credentials.realm);
    put("nonce", &credentials.signed.nonce);
    put("uri", &credentials.signed.uri);
    put("response", &credentials.signed.response);
    if let Some(algorithm) = credentials.algorithm {
        put("algorithm", algorithm.name().as_bytes());
    }
    if let Some(opaque) = &credentials.opaque {
        put("opaque", opaque);
    }
    if let Some(protection) = &credentials.signed.protection {
        put("qop", protection.qop.name().as_bytes());
        put("nc", protection.nc.as_bytes());
        put("cnonce", &protection.cnonce);
    }
    list
}

/// Asserts that an extended username is plain text without control characters. Percent-encoded as a whole, it must be
/// the same.
pub fn extended_username(value: &[u8]) {
    let read = |value: &[u8]| {
        let header = [b"realm=r, uri=u, nonce=n, response=r, username*=", value].concat();
        let credentials = Credentials::parse(&header);
        credentials.map(|credentials| credentials.signed.username.as_str().to_owned())
    };
    let Ok(name) = read(value) else {
        return;
    };
    assert!(!name.chars().any(|char| char.is_control() && char != '\t'));
    assert!(username::is_plain(&name));
    let encoded: String = name.bytes().map(|byte| format!("%{byte:02x}")).collect();
    assert_eq!(read(format!("utf-8'en'{encoded}").as_bytes()), Ok(name));
}

/// Asserts that only the request's own target matches.
///
/// It may stand alone or after one of the spellings of its origin. These are `http` or `https` in any letter case, the
/// request's own host, and the default port or none.
pub fn request_target(uri: &[u8], target: &str, host: &[u8]) {
    let request = Request::get(target).header(HeaderName::from_static("host"), host);
    let Ok(request) = request.body(()) else {
        return;
    };
    let (parts, ()) = request.into_parts();
    let own = parts.uri.path_and_query().map_or("", |own| own.as_str());
    let authority = parts.uri.authority().map(|own| own.as_str().as_bytes());
    let authority = authority.unwrap_or(host);
    let origins = [("http://", ":80"), ("https://", ":443")].map(|(scheme, port)| {
        let bare = authority.strip_suffix(port.as_bytes()).unwrap_or(authority);
        let with_port = [scheme.as_bytes(), bare, port.as_bytes()].concat();
        // Without its port, such an authority would still end with one.
        let is_odd = bare.ends_with(port.as_bytes());
        let without = [scheme.as_bytes(), bare].concat();
        [Some(with_port), (!is_odd).then_some(without)]
    });
    let mut targets = vec![own];
    targets.extend((own == "/").then_some(""));
    // `*` cannot follow an authority, and an authority ends where the path or the query begins.
    targets.retain(|target| target.is_empty() || target.starts_with(['/', '?']));
    let is_host = !authority.iter().any(|byte| matches!(byte, b'/' | b'?'));
    let is_absolute = |origin: &[u8]| {
        targets.iter().any(|target| {
            let (start, rest) = uri.split_at(uri.len().saturating_sub(target.len()));
            start.eq_ignore_ascii_case(origin) && rest == target.as_bytes()
        })
    };
    let mut origins = origins.iter().flatten().flatten();
    let expected = uri == own.as_bytes() || is_host && origins.any(|origin| is_absolute(origin));
    assert_eq!(is_target(uri, original(&parts), &parts), expected);
    // A proxy that tells this target is answered the same.
    match ForwardedTarget::new("GET", target) {
        Ok(told) => assert_eq!(is_target(uri, (&told.method, &told.uri), &parts), expected),
        Err(_) => assert!(target.contains('#') || parts.uri.path_and_query().is_none()),
    }
}

/// Asserts that eight hex digits are a count unless they are zero.
///
/// A stored HA1 is as long as its hash and not all zeros. It matches itself in either letter case and nothing else.
pub fn hex_digits(text: &[u8]) {
    let number = || u32::from_str_radix(str::from_utf8(text).ok()?, 16).ok();
    let is_hex = text.iter().all(u8::is_ascii_hexdigit);
    let count = number().filter(|count| is_hex && text.len() == 8 && *count > 0);
    assert_eq!(Nc::parse(text).map(|nc| nc.count().get()), count);
    for algorithm in Algorithm::ALL {
        let legal = is_hex && text.len() == algorithm.hex_len();
        let legal = legal && text.iter().any(|digit| *digit != b'0');
        let Some(ha1) = HexHash::from_hex(algorithm, text) else {
            assert!(!legal);
            continue;
        };
        assert!(legal);
        assert_eq!(ha1.as_bytes(), text.to_ascii_lowercase());
        assert!(ha1.matches(text) && ha1.matches(&text.to_ascii_uppercase()));
        assert!(!ha1.matches(&text[1..]) && !ha1.matches(&[text, b"0"].concat()));
        for at in 0..text.len() {
            let mut other = text.to_ascii_lowercase();
            other[at] ^= 1;
            assert!(!ha1.matches(&other));
        }
    }
}

fn key() -> NonceKey {
    NonceKey::from_secret(b"known to the harness").unwrap()
}

/// Asserts that a nonce is not ours if we did not issue it.
pub fn forged_nonce(text: &[u8]) {
    let (now, ttl) = (Duration::from_secs(1 << 30), Duration::MAX);
    let verdict = nonce::verify(
        text,
        &key(),
        &ProtectionSpace::new("Auth", "realm"),
        now,
        ttl,
    );
    assert_eq!(verdict, Verified::NotOurs);
}

/// Asserts that a nonce is fresh from its issue to the end of its life, and not ours with any byte changed.
pub fn issued_nonce(issued: u64, now: u64, ttl: u64, at: usize, byte: u8) {
    // The times have 48 bits of milliseconds, which are 8,900 years.
    let [issued, now, ttl] = [issued, now, ttl].map(|time| time & 0xffff_ffff_ffff);
    let millis = Duration::from_millis;
    let (key, space) = (key(), ProtectionSpace::new("Auth", "realm"));
    let Ok(text) = NonceText::issue(&key, &space, millis(issued)) else {
        return;
    };
    let mut text = text.as_str().as_bytes().to_vec();
    let verify = |text: &[u8]| nonce::verify(text, &key, &space, millis(now), millis(ttl));
    match verify(&text) {
        Verified::Fresh(nonce) => {
            assert!(issued <= now && now < issued + ttl);
            assert_eq!(nonce.issued_at(), millis(issued));
            assert_eq!(nonce.expires_at(), millis(issued + ttl));
        }
        Verified::Aged => assert!(issued + ttl <= now),
        Verified::NotOurs => assert!(now < issued),
    }
    let at = at % text.len();
    if text[at] != byte {
        text[at] = byte;
        assert_eq!(verify(&text), Verified::NotOurs);
    }
}
