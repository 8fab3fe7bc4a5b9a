//! `/digest*`, with right credentials, wrong ones and challenges.

use crate::client::{METHODS, Request, Server, UNAUTHORIZED};
use crate::credentials::{Challenge, Login};

const ROUTES: [(&str, &str); 8] = [
    ("/digest", "digest_auth:"),
    ("/digest/sub", "digest_sub:"),
    ("/digest-realm", "digest_auth_my_realm:"),
    ("/digest-ha1", "digest_auth_ha1_pw:"),
    ("/digest-noqop", "digest_auth:"),
    ("/digest-scheme", "digest_scheme:"),
    ("/digest-int", "digest_int:"),
    ("/digest-any", "digest_any:"),
];

const USERS: [(&str, &str); 8] = [
    ("susan", "hello"),
    ("john", "bye"),
    ("gar\u{e7}on", "\u{e1}\u{e9}\u{ed}\u{f3}\u{fa}"),
    ("quo\"te", "pw"),
    ("back\\slash", "pw"),
    ("comma, user", "pw"),
    ("eq=user", "pw"),
    ("colon", "pa:ss"),
];

/// Returns the body for this method. HEAD has no body.
pub(crate) fn body(method: &str, body: &str) -> String {
    if method == "HEAD" {
        String::new()
    } else {
        body.to_owned()
    }
}

#[test]
fn every_user_by_every_method() {
    let server = Server::start();
    for (path, prefix) in ROUTES {
        for (username, password) in USERS {
            for method in METHODS {
                let challenge = Challenge::get(&server, path);
                let login = Login {
                    method,
                    ..Login::new(&challenge, username, password, path)
                };
                let body = body(method, &format!("{prefix}{username}"));
                login.request().send(&server).assert(200, &[], &body);
            }
        }
    }
}

#[test]
fn wrong_credentials() {
    let server = Server::start();
    for (path, _) in ROUTES {
        for (username, password) in [
            ("susan", "bye"),
            ("john", ""),
            ("nobody", "hello"),
            ("nobody", ""),
            ("", ""),
            ("SUSAN", "hello"),
        ] {
            let challenge = Challenge::get(&server, path);
            for method in METHODS {
                let login = Login {
                    method,
                    ..Login::new(&challenge, username, password, path)
                };
                let answer = login.request().send(&server);
                assert_eq!(
                    (answer.status, answer.body),
                    (401, body(method, UNAUTHORIZED))
                );
                assert!(!Challenge::get(&server, path).stale);
            }
        }
    }
}

#[test]
fn what_the_challenges_say() {
    let server = Server::start();
    for (path, _) in ROUTES {
        let answer = Request::get(path).send(&server);
        let algorithms: &[&str] = if path == "/digest-ha1" {
            &["MD5"]
        } else {
            &["SHA-256", "MD5"]
        };
        assert_eq!(answer.challenges().len(), algorithms.len());
        for (text, algorithm) in answer.challenges().into_iter().zip(algorithms) {
            let challenge = Challenge::of(&answer, algorithm);
            let Challenge {
                scheme,
                realm,
                nonce,
                opaque,
                ..
            } = &challenge;
            let qop = if matches!(path, "/digest-realm" | "/digest-noqop") {
                ""
            } else {
                ", qop=\"auth\""
            };
            assert_eq!(
                text,
                format!(
                    "{scheme} realm=\"{realm}\", nonce=\"{nonce}\", opaque=\"{opaque}\", algorithm={algorithm}{qop}, charset=UTF-8"
                )
            );
            assert_eq!(
                scheme,
                if path == "/digest-scheme" {
                    "MyDigest"
                } else {
                    "Digest"
                }
            );
            assert_eq!(
                realm,
                if path == "/digest-realm" {
                    "My Realm"
                } else {
                    "Authentication Required"
                }
            );
            assert!(nonce.len() >= 16 && opaque.len() >= 16);
        }
        assert_ne!(
            Challenge::get(&server, path).nonce,
            Challenge::get(&server, path).nonce
        );
    }
}

#[test]
fn authentication_info() {
    let server = Server::start();
    for (path, _) in ROUTES {
        let challenge = Challenge::get(&server, path);
        let login = Login {
            nc: "0000000a",
            ..Login::new(&challenge, "john", "bye", path)
        };
        let answer = login.request().send(&server);
        let info = challenge.qop.as_ref().map(|_| {
            format!(
                "rspauth=\"{}\", qop=auth, nc=0000000a, cnonce=\"0a4f113b\"",
                login.rspauth()
            )
        });
        assert_eq!(answer.field("authentication-info"), info.as_deref());
    }
}
