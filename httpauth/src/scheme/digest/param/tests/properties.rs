//! Properties of any header, which are cases 9, 16, 22 and 43.

use proptest::prelude::*;

use super::*;
use crate::__fuzzing::{
    digest_params, extended_username, forged_nonce, hex_digits, issued_nonce, request_target,
};

/// Quotes any text as a client does, into a quoted-string.
fn quote(text: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    quoted.push(b'"');
    quoted
}

fn quotable() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        Just(b'\t'),
        Just(b'"'),
        Just(b'\\'),
        Just(b','),
        0x20..=0x7e_u8,
        0x80..=0xff_u8
    ];
    prop::collection::vec(byte, 0..40)
}

/// Returns a part of a header.
fn part() -> impl Strategy<Value = &'static str> {
    const COMPLETE: &str = r#"username="john", realm="x", uri="/", nonce=n, response="r", "#;
    prop_oneof![
        4 => prop::sample::select(vec![
            COMPLETE, r#"username="u", "#, r#"realm="a, b", "#, r#"nonce="0123456789abcdef", "#, r#"uri="/","#, "response=f0, ",
            "algorithm=MD5, ", r#"opaque="", "#, "qop=auth, ", "nc=00000001,", r#"cnonce="c", "#, "userhash=false, ",
            "username*=UTF-8''u, ", r#"other="x", "#,
        ]),
        1 => prop::sample::select(vec![
            "nc=", "Nonce=", "cnonce=\"", "\"", "\\", "=", ",", " ", "\t", ", ,", "n", "\u{e9}", "\x7f", "opaque= o, ",
            "qop =auth, ", "nc=1", "opaque=\"o\"", "realm=\"a\\\"b\", ",
        ]),
    ]
}

proptest! {
    #[test]
    fn quoted_strings_round_trip(realm in quotable(), uri in quotable(), username in "[^\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]{0,20}") {
        let header = [
            b"username=", &quote(username.as_bytes())[..], b",realm=", &quote(&realm), b" , uri = ", &quote(&uri),
            b",nonce=n,response=\"\"",
        ].concat();
        let credentials = Credentials::parse(&header).unwrap();
        prop_assert_eq!(credentials.signed.username.as_str(), username);
        prop_assert_eq!(&*credentials.realm, &realm[..]);
        prop_assert_eq!(&*credentials.signed.uri, &uri[..]);
    }

    #[test]
    fn extended_usernames_round_trip(username in "[^\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]{0,20}") {
        let encoded: String = username.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let header = format!("username*=UTF-8''{encoded}, realm=r, uri=u, nonce=n, response=r");
        let parsed = parse(&header).unwrap();
        prop_assert_eq!(parsed.signed.username.as_str(), username);
    }

    /// A name that libcurl has to encode is found again. A percent sign of its own must not look like an encoded byte.
    #[test]
    fn what_libcurl_writes_is_undone(name in "([ -~&&[^%]]|%[0-7g-z]|[\\u{a0}-\\u{2029}\\u{2100}-\\u{fffd}\\u{10000}-\\u{10ffff}]){0,20}") {
        let byte = |byte: u8| match byte {
            b'"' | b'\\' => format!("\\{}", char::from(byte)),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        let written: String = name.bytes().map(byte).collect();
        let header = format!("username=\"{written}\", realm=r, uri=u, nonce=n, response=r");
        let username = parse(&header).unwrap().signed.username;
        let other = username.of_libcurl();
        let meant = (!name.is_ascii()).then_some(name.as_str());
        prop_assert_eq!(other.as_ref().map(Username::as_str), meant);
    }

    /// Whatever is written, the other name is not ASCII, has no character that steers, and has no other name in turn.
    #[test]
    fn the_other_name_is_plain(written in "(%[0-9A-Fa-f]{2}|%[89A-F][0-9A-F]|%C[23]%[89AB][0-9A-F]|.){0,12}") {
        let header = [b"username=", &quote(written.as_bytes())[..], b", realm=r, uri=u, nonce=n, response=r"].concat();
        if let Some(other) = Credentials::parse(&header).ok().and_then(|found| found.signed.username.of_libcurl()) {
            prop_assert!(written.is_ascii() && !other.as_str().is_ascii());
            prop_assert!(crate::scheme::username::is_plain(other.as_str()));
            prop_assert!(!other.as_str().bytes().any(|byte| byte.is_ascii_control() && byte != b'\t'));
            prop_assert!(other.of_libcurl().is_none());
        }
    }

    /// Eight bytes at a time finds what one at a time finds.
    #[test]
    fn qdtext_ends_where_it_ends(text in prop::collection::vec(prop_oneof![0x20..=0xff_u8, any::<u8>(), 0x60..0x7a_u8], 0..40)) {
        let is_qdtext = |byte: &u8| matches!(byte, b'\t' | b' ' | b'!' | 0x23..=0x5b | 0x5d..=0x7e | 0x80..);
        let length = text.iter().take_while(|byte| is_qdtext(byte)).count();
        prop_assert_eq!(scan::qdtext_len(&text), length);
    }

    #[test]
    fn case_22_any_parameters(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        digest_params(&bytes);
        extended_username(&bytes);
    }

    /// Parts of usual headers in any order, so that the usual spelling ends anywhere.
    #[test]
    fn the_usual_spelling_is_that_of_the_grammar(parts in prop::collection::vec(part(), 0..24)) {
        digest_params(parts.concat().as_bytes());
    }

    /// Cut anywhere, and with another byte anywhere.
    #[test]
    fn case_22_any_change_of_parameters(at in 0..150_usize, byte: u8) {
        let mut header = with("username*=UTF-8''%41").into_bytes();
        digest_params(&header);
        digest_params(&header[..at]);
        header[at] = byte;
        digest_params(&header);
    }

    #[test]
    fn any_extended_username(name in "[uU][tT][fF]-8'[a-z-]{0,3}'([a-zA-Z0-9!#$&+.^_`|~-]|%[0-9a-fA-F]{2}|\\PC){0,12}") {
        extended_username(name.as_bytes());
    }

    #[test]
    fn any_hex_digits(text in "[0-9a-fA-F]{0,9}|[0-9a-f]{32}|[0-9A-F]{64}|0{8}|0{32}|0{64}|[+0-9a-fx]{8}", at: prop::sample::Index, byte: u8) {
        hex_digits(text.as_bytes());
        let mut bytes = text.into_bytes();
        if !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        hex_digits(&bytes);
    }

    #[test]
    fn any_target(
        path in "/?([a-z/]|%2f){0,4}(\\?[a-z/?]{0,3})?", name in "[a-zA-Z.]{0,3}", own_host: bool, scheme in "|https?://|HTTP://|ftp://",
        other in "/?[a-z/]{0,2}(\\?[a-z/?]{0,3})?", same: bool, ports in ["(:8|:80|:443)?", "(:8|:80|:443){0,2}"],
    ) {
        let sent_path = if same { &path } else { &other };
        let [port, sent_port] = ports;
        let host = format!("{name}{port}");
        let sent_host = if own_host { format!("{}{sent_port}", name.to_uppercase()) } else { "x".to_owned() };
        request_target(format!("{scheme}{sent_host}{sent_path}").as_bytes(), &path, host.as_bytes());
        request_target(sent_path.as_bytes(), &path, host.as_bytes());
        request_target(sent_path.as_bytes(), &format!("http://{host}{path}"), b"else.where");
    }

    #[test]
    fn any_nonce(issued in 0..1000_u64, now in 0..2000_u64, ttl in 0..1000_u64, near in 0..3_u64, at: usize, byte: u8) {
        issued_nonce(issued, now, ttl, at, byte);
        // About its birth and its end.
        issued_nonce(issued + 1, issued + near, ttl, at, byte);
        issued_nonce(issued + 1, issued + ttl + near, ttl, at, byte);
    }

    #[test]
    fn any_forged_nonce(text in "[A-Za-z0-9_=-]{0,41}|[A-Za-z0-9_-]{40}") {
        forged_nonce(text.as_bytes());
    }
}

/// The parser does not look again at what it has seen, however the list is built.
#[test]
fn case_09_white_space_is_read_once() {
    let length = 80_000;
    for text in [
        " ",
        ",",
        "\t,",
        "a=",
        "a=b,",
        "a=\"",
        "a=\"\\",
        "\\\"",
        "\"",
        "username=\"\\a",
        "%41",
    ] {
        digest_params(text.repeat(length / text.len()).as_bytes());
        let value = format!(
            "username=\"{}\"",
            text.replace('"', "").repeat(length / text.len())
        );
        digest_params(with(&value).as_bytes());
    }
}
