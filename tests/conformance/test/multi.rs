//! `/multi/*` and `/multi-digest`.

use crate::client::{Answer, BASIC, Request, Server, UNAUTHORIZED};
use crate::credentials::{Challenge, Login};

const MY_TOKEN: &str = r#"MyToken realm="Authentication Required""#;
const FOO: &str = r#"MyToken realm="Foo""#;
const BEARER: &str = r#"Bearer realm="Authentication Required""#;
const INVALID: &str = r#"Bearer realm="Authentication Required", error="invalid_token""#;
const ALL: [&str; 3] = [BASIC, MY_TOKEN, BEARER];

fn john(path: &str) -> Request {
    Request::get(path).basic("john", "hello")
}

fn my_token(path: &str) -> Request {
    Request::get(path).authorization("MyToken this-is-the-token!")
}

fn x_token(path: &str) -> Request {
    Request::get(path).field("X-Token", "this-is-the-custom-token!")
}

#[test]
fn who_passes() {
    let server = Server::start();
    for (path, by_name, by_token) in [
        (
            "/multi/protected",
            "access granted:john",
            "access granted:None",
        ),
        (
            "/multi/protected-with-role",
            "role access granted",
            "role access granted",
        ),
        ("/multi/optional", "multi user:john", "multi user:anonymous"),
    ] {
        server.assert_ok(&john(path), by_name);
        server.assert_ok(&my_token(path), by_token);
        server.assert_ok(&x_token(path), by_token);
        let lower = Request::get(path).authorization("mytoken this-is-the-token!");
        server.assert_ok(&lower, by_token);
    }
    let path = "/multi/protected-with-bar";
    server.assert_ok(&john(path), "bar access granted");
    server.assert(&my_token(path), 401, &[FOO], "error");
    let insufficient = format!(r#"{BEARER}, error="insufficient_scope", scope="bar""#);
    server.assert(&x_token(path), 403, &[&insufficient], UNAUTHORIZED);
    server.assert_ok(&Request::get("/multi/optional"), "multi user:anonymous");
}

#[test]
fn the_object_that_the_credentials_belong_to_answers() {
    let server = Server::start();
    for path in [
        "/multi/protected",
        "/multi/protected-with-role",
        "/multi/protected-with-bar",
        "/multi/optional",
    ] {
        let request = Request::get(path);
        if path != "/multi/optional" {
            server.assert(&request, 401, &ALL, UNAUTHORIZED);
        }
        for value in [
            "Negotiate x",
            "Bearer this-is-the-custom-token!",
            "",
            "x",
            "Digest x",
            "Basic",
            "MyToken",
        ] {
            server.assert(
                &request.clone().authorization(value),
                401,
                &ALL,
                UNAUTHORIZED,
            );
        }
        for value in ["Basic !", "basic am9objpieWU="] {
            server.assert_401(&request.clone().authorization(value), BASIC);
        }
        for value in ["MyToken x", "mytoken this-is-the-custom-token!"] {
            server.assert(&request.clone().authorization(value), 401, &[FOO], "error");
        }
        let wrong = request.clone().field("X-Token", "this-is-the-token!");
        server.assert_401(&wrong, INVALID);
        server.assert_401(&request.clone().field("X-Token", ""), BEARER);
        // The first in order, right or wrong.
        server.assert_401(&x_token(path).basic("john", "bye"), BASIC);
        server.assert(
            &x_token(path).authorization("MyToken x"),
            401,
            &[FOO],
            "error",
        );
        let twice = request
            .clone()
            .basic("john", "hello")
            .basic("john", "hello");
        server.assert(&twice, 400, &ALL, "Bad Request");
        let two_schemes = my_token(path).basic("john", "hello");
        server.assert(&two_schemes, 400, &ALL, "Bad Request");
        let two_unknown = request.authorization("x").authorization("y");
        server.assert(&two_unknown, 400, &ALL, "Bad Request");
    }
    let both = x_token("/multi/protected").basic("john", "hello");
    server.assert_ok(&both, "access granted:john");
    let unknown = x_token("/multi/protected").authorization("Negotiate x");
    server.assert_ok(&unknown, "access granted:None");
}

#[test]
fn digest_basic_and_bearer() {
    let server = Server::start();
    let path = "/multi-digest";
    let request = Request::get(path);
    for request in [
        request.clone(),
        request.clone().authorization("Negotiate x"),
    ] {
        let answer = request.send(&server);
        assert_eq!((answer.status, answer.body.as_str()), (401, UNAUTHORIZED));
        let [sha, md5, basic, bearer] = answer.challenges().try_into().unwrap();
        assert!(sha.starts_with("Digest realm=\"multi\"") && sha.contains("algorithm=SHA-256,"));
        assert!(md5.starts_with("Digest realm=\"multi\"") && md5.contains("algorithm=MD5,"));
        assert_eq!(
            [basic, bearer],
            [
                r#"Basic realm="multi", charset="UTF-8""#,
                r#"Bearer realm="multi""#
            ]
        );
    }
    for (username, password) in [("john", "hello"), ("susan", "bye")] {
        let body = format!("Hello, {username}!");
        server.assert_ok(&request.clone().basic(username, password), &body);
        for algorithm in ["SHA-256", "MD5"] {
            let challenge = Challenge::of(&digest_only(&server), algorithm);
            let login = Login::new(&challenge, username, password, path);
            login.request().send(&server).assert(200, &[], &body);
            assert_eq!(login.request().send(&server).status, 401);
        }
    }
    for (token, user) in [
        ("secret-token-1", "john"),
        ("secret-token-2", "susan"),
        ("dG9rZW4tMw==", "base64"),
        ("t0ken+/._~-", "punct"),
    ] {
        let request = request.clone().authorization(format!("Bearer {token}"));
        server.assert_ok(&request, &format!("Hello, {user}!"));
    }
    let wrong = request.clone().basic("john", "bye");
    server.assert_401(&wrong, r#"Basic realm="multi", charset="UTF-8""#);
    let wrong = request.authorization("Bearer x");
    server.assert_401(&wrong, r#"Bearer realm="multi", error="invalid_token""#);
}

/// Makes a malformed attempt at Digest, and returns the answer. It has the challenges of Digest alone.
fn digest_only(server: &Server) -> Answer {
    let answer = Request::get("/multi-digest")
        .authorization("Digest x")
        .send(server);
    assert_eq!((answer.status, answer.challenges().len()), (401, 2));
    answer
}
