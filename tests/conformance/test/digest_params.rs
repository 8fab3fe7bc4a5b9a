//! The legal ways to write Digest parameters, and the ways that are refused.

use crate::client::{Request, Server};
use crate::credentials::{Challenge, Login, Params};

/// Asserts that a request is refused without `stale`, and that its count is still free.
#[track_caller]
fn assert_refused(server: &Server, path: &str, what: &str, change: impl Fn(Params) -> Params) {
    let challenge = Challenge::get(server, path);
    let login = Login::new(&challenge, "john", "bye", path);
    let answer = login.with(&change(login.params())).send(server);
    let status = if what == "uri" { 400 } else { 401 };
    assert_eq!(answer.status, status, "{what}: {answer:?}");
    assert!(!Challenge::of(&answer, "MD5").stale, "{what}: {answer:?}");
    assert_eq!(login.request().send(server).status, 200, "{what}");
}

#[test]
fn every_parameter_is_needed_but_the_algorithm() {
    let server = Server::start();
    for path in ["/digest", "/digest-ha1", "/digest-any", "/digest-int"] {
        for name in [
            "username", "realm", "nonce", "uri", "response", "opaque", "qop", "nc", "cnonce",
        ] {
            assert_refused(&server, path, name_of(name), |params| params.without(name));
        }
        // The legacy form of RFC 2069 where qop was offered.
        let challenge = Challenge {
            qop: None,
            ..Challenge::get(&server, path)
        };
        let login = Login::new(&challenge, "john", "bye", path);
        assert_eq!(login.request().send(&server).status, 401);
        let challenge = Challenge::get(&server, path);
        let login = Login::new(&challenge, "john", "bye", path);
        let request = login.with(&login.params().without("algorithm"));
        assert_eq!(request.send(&server).status, 200);
    }
}

/// A missing `uri` is malformed (401), another one is a 400.
fn name_of(name: &'static str) -> &'static str {
    if name == "uri" { "no uri" } else { name }
}

/// Values that no challenge asked for.
const NOT_OFFERED: &[(&str, &[&str])] = &[
    (
        "realm",
        &["\"Authentication required\"", "\"\"", "\"My Realm\"", "x"],
    ),
    ("opaque", &["\"\"", "\"x\"", "x"]),
    (
        "qop",
        &["auth-int", "\"auth,auth-int\"", "none", "\"\"", "AUTHX"],
    ),
    (
        "nc",
        &[
            "00000000",
            "1",
            "0000001",
            "000000001",
            "0x000001",
            "+0000001",
            "-0000001",
            "zzzzzzzz",
            "\"\"",
            "\"0000 001\"",
        ],
    ),
    (
        "algorithm",
        &[
            "SHA-256",
            "MD5-sess",
            "SHA-512-256",
            "SHA-1",
            "\"\"",
            "MD5x",
            "none",
        ],
    ),
    (
        "response",
        &[
            "\"\"",
            "00000000000000000000000000000000",
            "x",
            "\"garçon\"",
        ],
    ),
    ("cnonce", &["\"\"", "\"0a4f113c\""]),
    ("username", &["\"susan\"", "\"\"", "\"john \"", "\"JOHN\""]),
    ("userhash", &["true"]),
    ("username*", &["UTF-8''john"]),
];

#[test]
fn parameters_that_are_not_what_was_offered() {
    let server = Server::start();
    for (name, values) in NOT_OFFERED.iter().copied() {
        for value in values {
            let what = format!("{name}={value}");
            assert_refused(&server, "/digest", &what, |params| params.set(name, value));
        }
    }
    for length in [31, 33, 64, 100_000] {
        let response = "0".repeat(length);
        assert_refused(&server, "/digest", "length", |params| {
            params.set("response", &response)
        });
        assert_refused(&server, "/digest", "nc", |params| {
            params.set("nc", &response)
        });
    }
}

#[test]
fn a_parameter_twice() {
    let server = Server::start();
    for name in [
        "username",
        "realm",
        "nonce",
        "uri",
        "response",
        "opaque",
        "qop",
        "nc",
        "cnonce",
        "algorithm",
    ] {
        assert_refused(&server, "/digest", "twice", |params| {
            let value = params.value(name).to_owned();
            params.and(name, &value)
        });
    }
}

#[test]
fn malformed() {
    let server = Server::start();
    let comma = ",".repeat(50_000);
    for value in [
        "Digest",
        "Digest ",
        "Digest x",
        "Digest dG9rZW4tMw==",
        "Digest username",
        "Digest username=",
        "Digest =x",
        "Digest username=\"john",
        "Digest username=\"john\\",
        "Digest username=\"john\\\"",
        "Digest ,,,",
        "Digest \"\"",
        "Digest username=john nonce=x",
        "Digest username=\"john\"realm=\"x\"",
        "Digestusername=\"john\"",
        "Digestx a=b",
        "Digest\tusername=\"john\"",
        "Basic am9objpieWU=",
        "Bearer x",
        "",
        "Digest username=\"\u{e9}\"",
        "Digest a=b, a=b",
        &format!("Digest {comma}"),
        &format!("Digest username=\"{}", "\\\"".repeat(20_000)),
    ] {
        let answer = Request::get("/digest").authorization(value).send(&server);
        assert_eq!(
            (answer.status, answer.challenges().len()),
            (401, 2),
            "{value}"
        );
        assert!(!Challenge::of(&answer, "MD5").stale);
    }
    let latin_1 = Request::get("/digest").authorization(b"Digest username=\"\xff\", x=\xff");
    assert_eq!(latin_1.send(&server).status, 401);
    let login = Login::new(
        &Challenge::get(&server, "/digest"),
        "john",
        "bye",
        "/digest",
    );
    let twice = login
        .request()
        .authorization(login.params().text())
        .send(&server);
    assert_eq!(
        (twice.status, twice.body.as_str(), twice.challenges().len()),
        (400, "Bad Request", 2)
    );
    assert_eq!(
        login.request().send(&server).status,
        200,
        "the count is still free"
    );
}

#[test]
fn other_ways_to_write_the_same() {
    let server = Server::start();
    let change = |what: &str, change: &dyn Fn(Params) -> String| {
        let login = Login::new(
            &Challenge::get(&server, "/digest"),
            "john",
            "bye",
            "/digest",
        );
        let request = Request::get("/digest").authorization(change(login.params()));
        assert_eq!(request.send(&server).status, 200, "{what}");
    };
    change("scheme", &|params| {
        params.text().replacen("Digest", "dIGEST", 1)
    });
    change("spaces", &|params| {
        params.text().replacen("Digest ", "Digest    ", 1)
    });
    change("names", &|params| {
        params
            .text()
            .replace("username=", "UserName=")
            .replace("nc=", "NC=")
    });
    change("white space around =", &|params| {
        params.text().replace("nonce=", "nonce =\t ")
    });
    change("no white space", &|params| params.text().replace(", ", ","));
    change("empty elements", &|params| {
        params.text().replace(", ", " , ,,\t")
    });
    change("another order", &|params| {
        let username = params.value("username").to_owned();
        params.set("username", &username).text()
    });
    change("quoted tokens", &|params| {
        params
            .set("qop", "\"auth\"")
            .set("nc", "\"00000001\"")
            .set("algorithm", "\"MD5\"")
            .text()
    });
    change("tokens", &|params| params.set("username", "john").text());
    change("a quoted-pair", &|params| {
        params.set("username", r#""\j\o\h\n""#).text()
    });
    change("letter case", &|params| {
        params.set("algorithm", "md5").text()
    });
    change("unknown parameters", &|params| {
        params
            .and("x", "\"a, b=c\"")
            .and("userhash", "false")
            .text()
    });
    change("username*", &|params| {
        params
            .without("username")
            .and("username*", "UTF-8''%6aohn")
            .text()
    });
}

#[test]
fn names_in_latin_1_and_percent_encoded() {
    let server = Server::start();
    let password = "\u{e1}\u{e9}\u{ed}\u{f3}\u{fa}";
    let challenge = Challenge::get(&server, "/digest");
    let login = Login::new(&challenge, "gar\u{e7}on", password, "/digest");
    let params = login
        .params()
        .without("username")
        .and("username*", "utf-8'en'gar%C3%A7on");
    login
        .with(&params)
        .send(&server)
        .assert(200, &[], "digest_auth:gar\u{e7}on");
    // Written in latin-1, hashed in UTF-8: the name is known, and so is what it hashes to.
    let login = Login {
        nc: "00000002",
        ..login
    };
    let text = login.params().text();
    let (before, after) = text.split_once('\u{e7}').unwrap();
    let value = [before.as_bytes(), b"\xe7", after.as_bytes()].concat();
    let answer = Request::get("/digest").authorization(value).send(&server);
    answer.assert(200, &[], "digest_auth:gar\u{e7}on");
    for wrong in [
        "gar%C3%A7on",
        "UTF-8''gar%E7on",
        "UTF-8''gar%C3%A",
        "UTF-8''gar%zz",
        "ISO-8859-1''gar%E7on",
        "\"UTF-8''john\"",
        "UTF-8''%00",
    ] {
        let params = login.params().without("username").and("username*", wrong);
        assert_eq!(login.with(&params).send(&server).status, 401, "{wrong}");
    }
}
