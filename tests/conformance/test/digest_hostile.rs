//! Replays of Digest credentials, and credentials for other targets and other methods.

use std::thread;

use crate::client::{Connection, Request, Server};
use crate::credentials::{Challenge, Login, hash};

fn login<'a>(challenge: &Challenge, nc: &'a str) -> Login<'a> {
    Login {
        nc,
        ..Login::new(challenge, "john", "bye", "/digest")
    }
}

/// Counts in the order they are sent, and what each is answered with.
const COUNTS: &[(&str, u16)] = &[
    ("00000003", 200),
    ("00000001", 200),
    ("00000002", 200),
    ("00000002", 401),
    ("00000003", 401),
    ("00000010", 200),
    ("0000000A", 200),
    ("0000000a", 401),
    ("00000010", 401),
    ("0000ffff", 200),
    ("00000004", 401),
    ("0000fffe", 200),
    ("ffffffff", 200),
    ("ffffffff", 401),
    ("FFFFFFFE", 200),
    ("00010000", 401),
];

#[test]
fn a_count_is_good_once() {
    let server = Server::start();
    let challenge = Challenge::get(&server, "/digest");
    let status = |login: &Login<'_>| {
        let answer = login.request().send(&server);
        if answer.status == 401 {
            assert!(
                !Challenge::of(&answer, "MD5").stale,
                "a replay is not stale"
            );
        }
        answer.status
    };
    for (nc, expected) in COUNTS.iter().copied() {
        assert_eq!(status(&login(&challenge, nc)), expected, "{nc}");
    }
    // Nor with another client nonce, on another route of the object, or by another algorithm.
    let used = login(&challenge, "ffffffff");
    assert_eq!(
        status(&Login {
            cnonce: "another",
            ..used.clone()
        }),
        401
    );
    assert_eq!(
        status(&Login {
            uri: "/digest/sub",
            ..used.clone()
        }),
        401
    );
    let sha = Challenge {
        algorithm: "SHA-256".to_owned(),
        ..challenge
    };
    assert_eq!(status(&login(&sha, "ffffffff")), 401);
    assert_eq!(
        status(&login(&Challenge::get(&server, "/digest"), "00000001")),
        200
    );
}

#[test]
fn one_count_by_many_at_once() {
    let server = Server::start();
    let challenge = Challenge::get(&server, "/digest");
    let statuses = thread::scope(|scope| {
        let one = || login(&challenge, "00000001").request().send(&server).status;
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(one)).collect();
        let statuses = threads.into_iter().map(|thread| thread.join().unwrap());
        statuses.collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1);
}

#[test]
fn many_counts_on_one_connection() {
    let server = Server::start();
    let mut connection = Connection::open(&server);
    let challenge = Challenge::of(&connection.send(&Request::get("/digest")), "MD5");
    for count in 1..300 {
        let nc = format!("{count:08x}");
        let answer = connection.send(&login(&challenge, &nc).request());
        answer.assert(200, &[], "digest_auth:john");
    }
}

/// Targets, and what the client says they are.
const OTHERS: &[(&str, &str)] = &[
    ("/digest", "/digest/sub"),
    ("/digest", "/digest?"),
    ("/digest", "/digest?a=b"),
    ("/digest?a=b", "/digest"),
    ("/digest?a=b", "/digest?a=c"),
    ("/digest", "/%64igest"),
    ("/digest", "//digest"),
    ("/digest", "/x/../digest"),
    ("/digest", "/digest/"),
    ("/digest", ""),
    ("/digest", "*"),
    ("/digest", "digest"),
    ("/digest", "http://example.org/digest"),
    ("/digest", "http://localhost/digest/sub"),
    ("/digest", "http://localhost:81/digest"),
    ("/digest", "/DIGEST"),
    ("/digest", "/digest#x"),
    ("/digest", " /digest"),
];

/// Targets, ways to name them, and a count for each.
const SAME: &[(&str, &str, &str)] = &[
    ("/digest", "/digest", "00000001"),
    ("/digest?a=b&c=%20", "/digest?a=b&c=%20", "00000002"),
    ("/digest?", "/digest?", "00000003"),
    ("/digest?a=(b,c='d')", "/digest?a=(b,c='d')", "00000004"),
    ("/digest", "http://localhost/digest", "00000005"),
    ("/digest?a", "http://LOCALHOST/digest?a", "00000006"),
    ("http://localhost/digest", "/digest", "00000007"),
    (
        "http://localhost/digest",
        "http://localhost/digest",
        "00000008",
    ),
];

#[test]
fn other_targets() {
    let server = Server::start();
    let challenge = Challenge::get(&server, "/digest");
    let send = |target: &str, uri: &'static str, nc: &'static str| {
        let login = Login {
            uri,
            ..login(&challenge, nc)
        };
        let request = Request::get(target).authorization(login.params().text());
        request.send(&server)
    };
    for (target, uri) in OTHERS.iter().copied() {
        let answer = send(target, uri, "00000001");
        assert_eq!(
            (
                answer.status,
                answer.body.as_str(),
                answer.challenges().len()
            ),
            (400, "Bad Request", 2),
            "{target} {uri}"
        );
    }
    for (target, uri, nc) in SAME.iter().copied() {
        let answer = send(target, uri, nc);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (200, "digest_auth:john"),
            "{target} {uri}"
        );
    }
}

#[test]
fn the_method_is_bound() {
    let server = Server::start();
    let challenge = Challenge::get(&server, "/digest");
    for (hashed, sent) in [
        ("HEAD", "GET"),
        ("GET", "HEAD"),
        ("POST", "GET"),
        ("GET", "DELETE"),
        ("get", "GET"),
    ] {
        let login = Login {
            method: hashed,
            ..login(&challenge, "00000001")
        };
        let answer = login.request().method(sent).send(&server);
        assert_eq!(answer.status, 401, "{hashed} {sent}");
    }
    assert_eq!(
        login(&challenge, "00000001").request().send(&server).status,
        200
    );
}

/// Case 73: what hashes to nothing is nobody's password.
#[test]
fn empty_secrets() {
    let server = Server::start();
    for path in ["/digest", "/digest-ha1"] {
        for username in ["nobody", "john", ""] {
            let challenge = Challenge::get(&server, path);
            let login = Login::new(&challenge, username, "", path);
            let ha2 = hash("MD5", format!("GET:{path}"));
            let nonce = &challenge.nonce;
            let forged = hash("MD5", format!(":{nonce}:00000001:0a4f113b:auth:{ha2}"));
            for params in [login.params(), login.params().set("response", &forged)] {
                assert_eq!(login.with(&params).send(&server).status, 401);
            }
        }
    }
}

#[test]
fn forged_nonces() {
    let server = Server::start();
    let challenge = Challenge::get(&server, "/digest");
    let flipped = challenge.nonce.chars().rev().collect::<String>();
    let long = "x".repeat(50_000);
    for nonce in [
        "",
        "x",
        "not a good nonce",
        &flipped,
        &long,
        "caf\u{e9}",
        &challenge.nonce[1..],
    ] {
        let forged = Challenge {
            nonce: nonce.to_owned(),
            ..challenge.clone()
        };
        let answer = login(&forged, "00000001").request().send(&server);
        assert_eq!(
            (answer.status, answer.challenges().len()),
            (401, 2),
            "{nonce}"
        );
    }
}
