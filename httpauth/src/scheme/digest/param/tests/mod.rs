//! Cases 10 to 22, 41 to 43 and 46 to 51, as far as the parser decides them.

mod properties;
mod username;

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
    let protection = credentials.signed.protection.as_ref().unwrap();
    assert_eq!(credentials.signed.username.as_str(), "u");
    assert_eq!(*credentials.realm, *b"r");
    assert_eq!(*credentials.signed.nonce, *b"n");
    assert_eq!(*credentials.signed.uri, *b"/a,b=c"); // case 17
    assert_eq!(*credentials.signed.response, *b"f");
    assert_eq!(credentials.opaque.as_deref(), Some(&b"o"[..]));
    assert_eq!(credentials.algorithm, Some(Algorithm::Sha256));
    assert_eq!(protection.qop, Qop::Auth);
    assert_eq!(protection.nc.as_bytes(), b"00000001");
    assert_eq!(protection.nc.count().get(), 1);
    assert_eq!(*protection.cnonce, *b"c");
    assert!(matches!(credentials.signed.username.text, Cow::Borrowed(_)));
    assert!(matches!(credentials.signed.uri, Cow::Borrowed(_)));
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
    .map(|credentials| credentials.signed.username.text.into_owned());
    assert_eq!(credentials, Ok("Mufasa".to_owned()));
}

#[test]
fn legacy_form_has_no_qop() {
    let legacy = r#"username=u, realm="r", nonce="n", uri="/", response="f""#;
    let credentials = parse(legacy).unwrap();
    assert!(credentials.signed.protection.is_none());
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
        assert_eq!(credentials.signed.username.as_str(), "u");
        assert_eq!(*credentials.signed.uri, *b"/a,b=c");
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
        "x=\"y\"z=\"y\"",
        "x=y z=y",
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
    assert_eq!(credentials.signed.username.as_str(), "a\"b\\\"\\\\cd\t");
    assert!(matches!(credentials.signed.username.text, Cow::Owned(_)));
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
        parse(&header).unwrap().signed.protection.unwrap().qop,
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
