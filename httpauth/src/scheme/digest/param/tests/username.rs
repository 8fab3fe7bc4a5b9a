//! `username`, `username*` and `userhash`.

use super::*;

/// Case 10.
#[test]
fn username_encodings() {
    for (bytes, expected) in [
        (&b"J\xc3\xa4s\xc3\xb8n"[..], "J\u{e4}s\u{f8}n"),
        (b"J\xe4s\xf8n", "J\u{e4}s\u{f8}n"),
        (b"\\J\\\xe4s\xf8n", "J\u{e4}s\u{f8}n"),
        (b"\xff\xfe", "\u{ff}\u{fe}"),
    ] {
        let header = [b"username=\"", bytes, b"\", nc=00000001, ", REST.as_bytes()].concat();
        let username = Credentials::parse(&header).unwrap().signed.username;
        assert_eq!(username.as_str(), expected);
        assert_eq!(username.is_latin1(), str::from_utf8(bytes).is_err());
    }
}

/// Cases 42 and 43.
#[test]
fn extended_username() {
    let ext = |value: &str| format!("username*={value}, nc=00000001, {REST}");
    for (value, expected) in [
        ("UTF-8''J%C3%A4s%C3%B8n%20Doe", "J\u{e4}s\u{f8}n Doe"),
        ("utf-8'en-GB'%e2%82%ac", "\u{20ac}"),
        ("UTF-8''plain", "plain"),
        ("UTF-8''", ""),
    ] {
        assert_eq!(
            parse(&ext(value)).unwrap().signed.username.as_str(),
            expected
        );
    }
    for value in [
        "plain",
        "UTF-8'plain",
        "ISO-8859-1''a",
        "''a",
        "UTF-8'e_n'a",
        "UTF-8''%",
        "UTF-8''%4",
        "UTF-8''%4g",
        "UTF-8''%+1",
        "UTF-8''%C3",
        "UTF-8''%ff",
        "UTF-8''%c0%80",
        "UTF-8''%00",
        "UTF-8''%0a",
        "UTF-8''%7F",
        "UTF-8''a'b",
        "UTF-8''a*b",
        "\"UTF-8''a\"",
        "\"\"",
    ] {
        assert_eq!(
            refused(&ext(value)),
            Malformed::Value("username*"),
            "{value}"
        );
    }
    assert_eq!(
        refused(&with("username*=UTF-8''u")),
        Malformed::Value("username*")
    );
}

/// Case 115: C1 controls and bidirectional controls, in every way to spell a username.
#[test]
fn a_username_that_steers_what_shows_it() {
    for (bytes, encoded) in [
        (&b"jo\xc2\x9b31mhn"[..], "jo%C2%9b31mhn"),
        (b"jo\\\xc2\\\x9bhn", "jo%C2%9Bhn"),
        (b"J\xe4\x85n", "J%c3%a4%c2%85n"),
        (b"\x9b", "%C2%9B"),
        (b"\xe2\x80\xaenhoj", "%E2%80%AEnhoj"),
        (b"\xe2\x81\xa6j", "%e2%81%a6j"),
    ] {
        let header = [b"username=\"", bytes, b"\", nc=00000001, ", REST.as_bytes()].concat();
        let quoted = Credentials::parse(&header).map(drop);
        assert_eq!(quoted, Err(Malformed::Value("username")), "{encoded}");
        let header = format!("username*=UTF-8''{encoded}, nc=00000001, {REST}");
        assert_eq!(refused(&header), Malformed::Value("username*"), "{encoded}");
    }
}

#[test]
fn userhash_is_never_ours() {
    for value in ["true", "TRUE", "\"true\"", "1", "\"\"", "\"f\\alse\""] {
        let header = with(&format!("userhash={value}"));
        assert_eq!(refused(&header), Malformed::Value("userhash"));
    }
}

/// What libcurl from 8.21 on writes is undone, and nothing else.
#[test]
fn the_name_that_libcurl_means() {
    for (written, meant) in [
        ("J%C3%A4s%C3%B8n", Some("J\u{e4}s\u{f8}n")),
        ("%E2%82%AC%F0%9F%98%80", Some("\u{20ac}\u{1f600}")),
        ("100%25 %C3%A4%41%", Some("100%25 \u{e4}%41%")),
        ("%%C3%A4", Some("%\u{e4}")),
        ("john", None),
        ("", None),
        ("%", None),
        ("%C3", None),
        ("%C3%A", None),
        ("%41%20%7F%0A", None),
        ("%c3%a4", None),
        ("%C3%a4", None),
        ("%C3%Bf", None),
        ("%E4", None),
        ("%C0%80", None),
        ("%ED%A0%80", None),
        ("\u{e4}%C3%A4", None),
        ("%C2%85%C3%A4", None),
        ("%E2%80%AE", None),
    ] {
        let header = format!("username=\"{written}\", nc=00000001, {REST}");
        let username = parse(&header).unwrap().signed.username;
        let other = username.of_libcurl();
        assert_eq!(other.as_ref().map(Username::as_str), meant, "{written}");
        let again = other.and_then(|other| other.of_libcurl()).is_some();
        assert!(!again, "once: {written}");
    }
    let latin1 = [b"username=\"\xe4%C3%A4\", nc=00000001, ", REST.as_bytes()].concat();
    let username = Credentials::parse(&latin1).unwrap().signed.username;
    assert!(username.is_latin1() && username.of_libcurl().is_none());
    let header = format!("username*=UTF-8''%25C3%25A4, nc=00000001, {REST}");
    let username = parse(&header).unwrap().signed.username;
    assert_eq!(username.as_str(), "%C3%A4");
    assert!(username.of_libcurl().is_none());
}
