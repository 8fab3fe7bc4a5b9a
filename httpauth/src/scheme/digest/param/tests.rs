//! SECURITY.md 1.6, cases 10 to 22, 41 to 43 and 46 to 51 as far as the parser decides them.

use proptest::prelude::*;

use super::*;

/// A complete header with one parameter put in, taken out or changed by the tests.
const REST: &str = r#"realm="r", nonce="n", uri="/a,b=c", response="f", opaque="o", algorithm=SHA-256, qop=auth, cnonce="c""#;

fn parse(params: &str) -> Result<Credentials<'_>, Malformed> {
    Credentials::parse(params.as_bytes())
}

fn with(extra: &str) -> String {
    format!(r#"username="u", nc=00000001, {REST}, {extra}"#)
}

/// The error of a header that must not parse.
fn refused(params: &str) -> Malformed {
    parse(params).expect_err(params)
}

#[test]
fn all_parameters() {
    let header = with("");
    let credentials = parse(&header).unwrap();
    let protection = credentials.protection.as_ref().unwrap();
    assert_eq!(credentials.username.as_str(), "u");
    assert_eq!(*credentials.realm, *b"r");
    assert_eq!(*credentials.nonce, *b"n");
    assert_eq!(*credentials.uri, *b"/a,b=c"); // case 17
    assert_eq!(*credentials.response, *b"f");
    assert_eq!(credentials.opaque.as_deref(), Some(&b"o"[..]));
    assert_eq!(credentials.algorithm, Some(Algorithm::Sha256));
    assert_eq!(protection.qop, Qop::Auth);
    assert_eq!(protection.nc.as_bytes(), b"00000001");
    assert_eq!(protection.nc.count().get(), 1);
    assert_eq!(*protection.cnonce, *b"c");
    assert!(matches!(credentials.username.text, Cow::Borrowed(_)));
    assert!(matches!(credentials.uri, Cow::Borrowed(_)));
}

#[test]
fn rfc_7616_example_as_printed() {
    let credentials = parse(
        r#"username="Mufasa",
       realm="http-auth@example.org",
       uri="/dir/index.html",
       algorithm=MD5,
       nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
       nc=00000001,
       cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
       qop=auth,
       response="8ca523f5e9506fed4657c9700eebdbec",
       opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#
            .replace('\n', "")
            .as_str(),
    )
    .map(|credentials| credentials.username.text.into_owned());
    assert_eq!(credentials, Ok("Mufasa".to_owned()));
}

#[test]
fn legacy_form_has_no_qop() {
    let legacy = r#"username=u, realm="r", nonce="n", uri="/", response="f""#;
    let credentials = parse(legacy).unwrap();
    assert!(credentials.protection.is_none());
    assert!(credentials.algorithm.is_none() && credentials.opaque.is_none());
    for (extra, missing) in [
        ("nc=00000001", "qop"),
        ("cnonce=\"c\"", "qop"),
        ("qop=auth", "nc"),
        ("qop=auth, nc=00000001", "cnonce"),
        ("qop=auth, cnonce=\"c\"", "nc"),
    ] {
        assert_eq!(
            refused(&format!("{legacy}, {extra}")),
            Malformed::Missing(missing)
        );
    }
}

/// Cases 9, 18 and 19: lists, white space, names in any case, both forms of every value.
#[test]
fn lenient_where_the_rfc_is() {
    for header in [
        with(", ,\t,"),
        with("x=y, z=\"\\\"\""),
        with("auth-param=1"),
        format!(" \t,,username \t=\t \"u\"\t,\tnc = 00000001 ,{REST}"),
        format!(r#"USERNAME="u", Nc="00000001", {REST}"#),
        with("")
            .replace("SHA-256", "\"sha-256\"")
            .replace("qop=auth", "qop=\"AUTH\""),
        with("userhash=false"),
        with("").replace("response=\"f\"", "response=f"),
    ] {
        let credentials = parse(&header).expect(&header);
        assert_eq!(credentials.username.as_str(), "u");
        assert_eq!(*credentials.uri, *b"/a,b=c");
        assert_eq!(credentials.algorithm, Some(Algorithm::Sha256));
    }
}

/// Case 13: each known parameter once, in whatever case and form.
#[test]
fn duplicates() {
    for name in [
        "username",
        "realm",
        "nonce",
        "uri",
        "response",
        "opaque",
        "algorithm",
        "qop",
        "cnonce",
        "nc",
    ] {
        for again in [format!("{name}=x"), format!("{}=\"\"", name.to_uppercase())] {
            assert_eq!(refused(&with(&again)), Malformed::Duplicate(name));
        }
    }
    assert_eq!(
        refused(&with("userhash=false, userhash=false")),
        Malformed::Duplicate("userhash")
    );
    assert!(parse(&with("x=1, x=1")).is_ok());
}

#[test]
fn missing() {
    assert_eq!(refused(""), Malformed::Missing("username"));
    assert_eq!(refused(" ,\t, "), Malformed::Missing("username"));
    for name in ["username", "realm", "nonce", "uri", "response"] {
        let header = with("").replacen(&format!("{name}="), &format!("x{name}="), 1);
        assert_eq!(refused(&header), Malformed::Missing(name));
    }
}

/// Cases 14, 15 and 20.
#[test]
fn syntax() {
    for garbage in [
        "nc",
        "x",
        "=",
        "=x",
        "x=",
        "x=,",
        "x==",
        "YWJj",
        "YWJj==",
        "x=y z",
        "x=\"y\"z",
        "x=\"y\" z",
        "x=\"y\"\"z\"",
        "x=\"",
        "x=\"y",
        "x=\"y\\",
        "x=\"y\\\"",
        "x=y\"",
        "x=/",
        "x=a/b",
        "\"x\"=y",
        "x y=z",
        "x;y=z",
        "x=y;",
        "x=\\y",
        "x='a b'",
        "x=\"\u{1}\"",
        "x=\"\\\u{1}\"",
        "x=\"\r\n\"",
        "x=\"\0\"",
        "x=\u{7f}",
        "\u{e9}=x",
        "x=\u{e9}",
        "x\n=y",
    ] {
        assert_eq!(refused(&with(garbage)), Malformed::Syntax, "{garbage:?}");
        assert_eq!(refused(garbage), Malformed::Syntax, "{garbage:?}");
    }
}

/// Case 16: unescaped once.
#[test]
fn quoted_pairs() {
    let header = format!(r#"username="a\"b\\\"\\\\c\d\	", nc=00000001, {REST}"#);
    let credentials = parse(&header).unwrap();
    assert_eq!(credentials.username.as_str(), "a\"b\\\"\\\\cd\t");
    assert!(matches!(credentials.username.text, Cow::Owned(_)));
}

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
        let username = Credentials::parse(&header).unwrap().username;
        assert_eq!(username.as_str(), expected);
        // The hash is of what was sent, whatever it is read as.
        let sent: Vec<u8> = bytes
            .iter()
            .copied()
            .filter(|byte| *byte != b'\\')
            .collect();
        assert_eq!(&*username.hashed(), sent);
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
        assert_eq!(parse(&ext(value)).unwrap().username.as_str(), expected);
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

#[test]
fn userhash_is_never_ours() {
    for value in ["true", "TRUE", "\"true\"", "1", "\"\"", "\"f\\alse\""] {
        let header = with(&format!("userhash={value}"));
        assert_eq!(refused(&header), Malformed::Value("userhash"));
    }
}

/// Cases 46, 47 and 51.
#[test]
fn nonce_counts() {
    let long = "0".repeat(2 << 20);
    for nc in [
        "00000000",
        "1",
        "0000001",
        "000000001",
        "0x000001",
        "+0000001",
        "-0000001",
        "0000000g",
        "0000 001",
        &long,
    ] {
        assert_eq!(Nc::parse(nc.as_bytes()), None);
        let header = format!(r#"username="u", nc="{nc}", {REST}"#);
        assert_eq!(refused(&header), Malformed::Value("nc"));
    }
    for (nc, count) in [
        ("ffffffff", u32::MAX),
        ("FFFFFFFF", u32::MAX),
        ("0000000A", 10),
    ] {
        let nc = Nc::parse(nc.as_bytes()).unwrap();
        assert_eq!(nc.count().get(), count);
    }
    assert_eq!(Nc::parse(b"0000000A").unwrap().as_bytes(), b"0000000A");
}

#[test]
fn keywords() {
    let header = with("").replace("SHA-256", "SHA-1");
    assert_eq!(refused(&header), Malformed::Value("algorithm"));
    let header = with("").replace("qop=auth", "qop=author");
    assert_eq!(refused(&header), Malformed::Value("qop"));
    let header = with("").replace("qop=auth", "qop=auth-int");
    assert_eq!(
        parse(&header).unwrap().protection.unwrap().qop,
        Qop::AuthInt
    );
}

#[test]
fn debug_shows_no_credentials() {
    let header = with("").replace("\"u\"", "\"hunter2\"");
    let shown = format!("{:?}", parse(&header).unwrap());
    assert!(
        !shown.contains("hunter2") && !shown.contains("response"),
        "{shown}"
    );
}

/// What a client does to put any text into a quoted-string.
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

proptest! {
    #[test]
    fn quoted_strings_round_trip(realm in quotable(), uri in quotable(), username in "[^\\x00-\\x08\\x0a-\\x1f\\x7f]{0,20}") {
        let header = [
            b"username=", &quote(username.as_bytes())[..], b",realm=", &quote(&realm), b" , uri = ", &quote(&uri),
            b",nonce=n,response=\"\"",
        ].concat();
        let credentials = Credentials::parse(&header).unwrap();
        prop_assert_eq!(credentials.username.as_str(), username);
        prop_assert_eq!(&*credentials.realm, &realm[..]);
        prop_assert_eq!(&*credentials.uri, &uri[..]);
    }

    #[test]
    fn extended_usernames_round_trip(username in "[^\\x00-\\x1f\\x7f]{0,20}") {
        let encoded: String = username.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let header = format!("username*=UTF-8''{encoded}, realm=r, uri=u, nonce=n, response=r");
        let parsed = parse(&header).unwrap();
        prop_assert_eq!(parsed.username.as_str(), username);
    }

    /// Eight bytes at a time finds what one at a time finds.
    #[test]
    fn qdtext_ends_where_it_ends(text in prop::collection::vec(prop_oneof![0x20..=0xff_u8, any::<u8>(), 0x60..0x7a_u8], 0..40)) {
        let is_qdtext = |byte: &u8| matches!(byte, b'\t' | b' ' | b'!' | 0x23..=0x5b | 0x5d..=0x7e | 0x80..);
        let length = text.iter().take_while(|byte| is_qdtext(byte)).count();
        prop_assert_eq!(scan::qdtext_len(&text), length);
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Credentials::parse(&bytes);
    }

    #[test]
    fn any_mutation_is_survived(at in 0..150_usize, byte: u8) {
        let mut header = with("username*=UTF-8''%41").into_bytes();
        header[at] = byte;
        let _ = Credentials::parse(&header);
        let _ = Credentials::parse(&header[..at]);
    }
}
