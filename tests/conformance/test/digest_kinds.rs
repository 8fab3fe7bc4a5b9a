//! Digest with sessions, stored HA1s, callbacks for nonces, nonces that are too old, and roles.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::client::{METHODS, Request, Server, UNAUTHORIZED};
use crate::credentials::{Challenge, Login, hash};
use crate::digest::body;

#[test]
fn sha_256_and_the_session_form() {
    let server = Server::start();
    let answer = Request::get("/digest").send(&server);
    let challenge = Challenge::of(&answer, "SHA-256");
    let login = Login::new(&challenge, "john", "bye", "/digest");
    login
        .request()
        .send(&server)
        .assert(200, &[], "digest_auth:john");

    let path = "/digest-sess";
    let answer = Request::get(path).send(&server);
    assert_eq!(answer.challenges().len(), 1);
    let challenge = Challenge::of(&answer, "MD5-sess");
    for (nc, method) in ["00000001", "00000002", "00000003", "00000004", "00000005"]
        .into_iter()
        .zip(METHODS)
    {
        let login = Login {
            method,
            nc,
            ..Login::new(&challenge, "susan", "hello", path)
        };
        let body = body(method, "digest_auth:susan");
        login
            .with(&login.params().without("algorithm"))
            .send(&server)
            .assert(200, &[], &body);
    }
    let again = Login {
        nc: "00000006",
        cnonce: "another",
        ..Login::new(&challenge, "susan", "hello", path)
    };
    again
        .request()
        .send(&server)
        .assert(200, &[], "digest_auth:susan");
    // The plain form is refused, even if it names the session's algorithm.
    let plain = Challenge {
        algorithm: "MD5".to_owned(),
        ..challenge
    };
    let login = Login {
        nc: "00000007",
        ..Login::new(&plain, "susan", "hello", path)
    };
    for params in [
        login.params(),
        login.params().set("algorithm", "MD5-sess"),
        login.params().without("algorithm"),
    ] {
        assert_eq!(login.with(&params).send(&server).status, 401);
    }
}

#[test]
fn one_object_is_one_protection_space() {
    let server = Server::start();
    let challenge = Challenge::get(&server, "/digest");
    let sub = Login::new(&challenge, "john", "bye", "/digest/sub");
    sub.request()
        .send(&server)
        .assert(200, &[], "digest_sub:john");
    // Another object's nonce is not accepted, though the realm is the same.
    for path in ["/digest-any", "/digest-ha1", "/digest-int"] {
        let own = Challenge::get(&server, path);
        let foreign = Challenge {
            opaque: own.opaque,
            ..challenge.clone()
        };
        let login = Login::new(&foreign, "john", "bye", path);
        assert_eq!(login.request().send(&server).status, 401);
        let login = Login::new(&challenge, "john", "bye", path);
        assert_eq!(login.request().send(&server).status, 401);
    }
}

#[test]
fn stored_ha1() {
    let server = Server::start();
    let answer = Request::get("/util/ha1?username=john&password=bye").send(&server);
    assert_eq!(answer.body, hash("MD5", "john:Authentication Required:bye"));
    // The HA1 is not the password.
    let challenge = Challenge::get(&server, "/digest-ha1");
    let login = Login::new(&challenge, "john", &answer.body, "/digest-ha1");
    assert_eq!(login.request().send(&server).status, 401);
}

#[test]
fn callbacks_for_nonce_and_opaque() {
    let server = Server::start();
    for path in ["/digest-custom", "/digest-custom-noqop"] {
        let challenge = Challenge::get(&server, path);
        assert_eq!(
            (challenge.nonce.as_str(), challenge.opaque.as_str()),
            ("not a good nonce", "some opaque")
        );
        let login = Login::new(&challenge, "susan", "hello", path);
        login
            .request()
            .send(&server)
            .assert(200, &[], "digest_auth:susan");
        let later = Login {
            nc: "00000005",
            ..login.clone()
        };
        later
            .request()
            .send(&server)
            .assert(200, &[], "digest_auth:susan");
        for other in [
            Challenge {
                nonce: "a good nonce".to_owned(),
                ..challenge.clone()
            },
            Challenge {
                opaque: "another opaque".to_owned(),
                ..challenge.clone()
            },
        ] {
            let login = Login {
                challenge: other,
                nc: "00000006",
                ..login.clone()
            };
            assert_eq!(login.request().send(&server).status, 401);
        }
    }
    let path = "/digest-custom-noqop";
    let login = Login::new(&Challenge::get(&server, path), "john", "bye", path);
    for _ in 0..2 {
        login
            .request()
            .send(&server)
            .assert(200, &[], "digest_auth:john");
    }
}

#[test]
fn a_nonce_that_is_too_old_is_stale() {
    let server = Server::start();
    let path = "/digest-ttl";
    let challenge = Challenge::get(&server, path);
    let began = Instant::now();
    let answer = (1..).find_map(|count| {
        let nc = format!("{count:08x}");
        let login = Login {
            nc: &nc,
            ..Login::new(&challenge, "john", "bye", path)
        };
        let answer = login.request().send(&server);
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "it never expires"
        );
        sleep(Duration::from_millis(20));
        (answer.status != 200).then_some(answer)
    });
    let answer = answer.unwrap();
    assert_eq!(answer.status, 401);
    assert!(
        began.elapsed() > Duration::from_millis(800),
        "a second has not passed"
    );
    for algorithm in ["SHA-256", "MD5"] {
        assert!(Challenge::of(&answer, algorithm).stale);
    }
    // The client goes on with the new nonce. A wrong password is not told that the old one was too old.
    let fresh = Challenge::of(&answer, "MD5");
    let login = Login::new(&fresh, "john", "bye", path);
    login
        .request()
        .send(&server)
        .assert(200, &[], "digest_ttl:john");
    let login = Login {
        nc: "00001000",
        ..Login::new(&challenge, "john", "wrong", path)
    };
    let answer = login.request().send(&server);
    assert_eq!(
        (answer.status, Challenge::of(&answer, "MD5").stale),
        (401, false)
    );
}

#[test]
fn roles_and_optional() {
    let server = Server::start();
    let login = |path, username, password| {
        let challenge = Challenge::get(&server, "/digest-any");
        Login::new(&challenge, username, password, path)
            .request()
            .send(&server)
    };
    login("/digest-staff", "john", "bye").assert(200, &[], "digest_staff:john");
    let refused = login("/digest-staff", "susan", "hello");
    assert_eq!(
        (
            refused.status,
            refused.challenges().len(),
            refused.body.as_str()
        ),
        (403, 2, UNAUTHORIZED)
    );
    assert_eq!(login("/digest-staff", "john", "hello").status, 401);
    login("/digest-optional", "susan", "hello").assert(200, &[], "user:susan");
    assert_eq!(login("/digest-optional", "susan", "bye").status, 401);
    server.assert_ok(&Request::get("/digest-optional"), "user:anonymous");
    for value in ["Digest", "Digest x", "Basic x"] {
        let answer = Request::get("/digest-optional")
            .authorization(value)
            .send(&server);
        assert_eq!((answer.status, answer.challenges().len()), (401, 2));
    }
}
