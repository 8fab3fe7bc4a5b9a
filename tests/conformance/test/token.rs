//! `/token*`, `/bearer` and `/header-echo`.

use crate::client::{Request, Server};

const FOO: &str = r#"MyToken realm="Foo""#;
const BEARER: &str = r#"Bearer realm="Authentication Required""#;
const INVALID: &str = r#"Bearer realm="Authentication Required", error="invalid_token""#;

fn hex(text: impl AsRef<[u8]>) -> String {
    text.as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[test]
fn a_scheme_of_its_own() {
    let server = Server::start();
    let (request, optional) = (Request::get("/token"), Request::get("/token-optional"));
    server.assert(&request, 401, &[FOO], "error");
    server.assert_ok(&optional, "token_auth:None");
    for scheme in ["MyToken", "mytoken", "MYTOKEN", "MyToken  "] {
        let value = format!("{scheme} this-is-the-token!");
        server.assert_ok(&request.clone().authorization(&value), "token_auth:user");
        server.assert_ok(&optional.clone().authorization(&value), "token_auth:user");
    }
    for value in [
        "",
        "MyToken",
        "MyToken ",
        "MyToken this-is-the-token",
        "MyToken this-is-the-token!!",
        "MyToken THIS-IS-THE-TOKEN!",
        "MyToken this-is-the-token! x",
        "MyToken this-is-the-token!,",
        "Bearer this-is-the-token!",
        "MyTokenthis-is-the-token!",
        "MyToken\tthis-is-the-token!",
        "this-is-the-token!",
        "MyToken \"this-is-the-token!\"",
        "Basic am9objpoZWxsbw==",
    ] {
        for request in [&request, &optional] {
            server.assert(&request.clone().authorization(value), 401, &[FOO], "error");
        }
    }
    let twice = request.authorization("MyToken this-is-the-token!");
    let twice = twice
        .authorization("MyToken this-is-the-token!")
        .send(&server);
    twice.assert(401, &[FOO], "error");
}

#[test]
fn a_callback_that_never_accepts() {
    let server = Server::start();
    let request = Request::get("/token2");
    let challenge = r#"Token realm="foo""#;
    for value in [
        None,
        Some("Token this-is-the-token!"),
        Some("Token"),
        Some("Bearer x"),
    ] {
        let request = value.into_iter().fold(request.clone(), |request, value| {
            request.authorization(value)
        });
        server.assert_401(&request, challenge);
    }
}

#[test]
fn a_field_of_its_own() {
    let server = Server::start();
    let request = Request::get("/token3");
    server.assert_401(&request, BEARER);
    for name in ["X-API-Key", "x-api-key", "X-API-KEY"] {
        server.assert_ok(
            &request.clone().field(name, "this-is-the-token!"),
            "token_auth3:user",
        );
    }
    // Only the configured field is read.
    let both = request.clone().field("X-API-Key", "this-is-the-token!");
    server.assert_ok(&both.authorization("Basic !"), "token_auth3:user");
    for elsewhere in ["Bearer this-is-the-token!", "this-is-the-token!"] {
        server.assert_401(&request.clone().authorization(elsewhere), BEARER);
    }
    server.assert_401(&request.clone().field("X-API-Key", ""), BEARER);
    server.assert_401(&request.clone().field("X-API-Key", "   "), BEARER);
    for wrong in [
        "this-is-the-token",
        "Bearer this-is-the-token!",
        "caf\u{e9}",
    ] {
        server.assert_401(&request.clone().field("X-API-Key", wrong), INVALID);
    }
    let twice = request.field("X-API-Key", "this-is-the-token!");
    let twice = twice.field("X-API-Key", "this-is-the-token!");
    server.assert(&twice, 400, &[BEARER], "Bad Request");
}

#[test]
fn bearer() {
    let server = Server::start();
    let request = Request::get("/bearer");
    server.assert_401(&request, BEARER);
    for (token, user) in [
        ("secret-token-1", "john"),
        ("secret-token-2", "susan"),
        ("dG9rZW4tMw==", "base64"),
        ("t0ken+/._~-", "punct"),
    ] {
        let body = format!("Hello, {user}!");
        for scheme in ["Bearer", "bearer", "BEARER"] {
            server.assert_ok(
                &request.clone().authorization(format!("{scheme} {token}")),
                &body,
            );
        }
        let in_query = Request::get(&format!("/bearer?access_token={token}"));
        in_query
            .send(&server)
            .assert(401, &[BEARER], "Unauthorized Access");
    }
    for none in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer    ",
        "Basic am9objpoZWxsbw==",
        "Token secret-token-1",
        "secret-token-1",
    ] {
        server.assert_401(&request.clone().authorization(none), BEARER);
    }
    for wrong in [
        "secret-token-",
        "secret-token-11",
        "Secret-Token-1",
        "dG9rZW4tMw",
        "dG9rZW4tMw=",
        "secret-token-1 x",
        "a, b",
        "\u{e9}",
    ] {
        server.assert_401(
            &request.clone().authorization(format!("Bearer {wrong}")),
            INVALID,
        );
    }
    let twice = request
        .authorization("Bearer secret-token-1")
        .authorization("Bearer secret-token-1");
    server.assert(&twice, 400, &[BEARER], "Bad Request");
}

#[test]
fn echo() {
    let server = Server::start();
    let (bearer, key) = (Request::get("/token-echo"), Request::get("/header-echo"));
    let none = [r#"Bearer realm="echo""#, r#"ApiKey realm="echo""#];
    server.assert_401(&bearer, none[0]);
    server.assert_401(&key, none[1]);
    let long = "x".repeat(30_000);
    for token in [
        "a",
        "=",
        "a=b==",
        "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\"",
        &long,
    ] {
        let body = format!("t={}", hex(token));
        server.assert_ok(
            &bearer.clone().authorization(format!("Bearer {token}")),
            &body,
        );
        server.assert_ok(&key.clone().field("X-API-Key", token), &body);
    }
    for token in ["a b", "Bearer a", "ApiKey a", "a, b"] {
        let body = format!("t={}", hex(token));
        server.assert_ok(&key.clone().field("X-API-Key", token), &body);
        let invalid = format!(r#"{}, error="invalid_token""#, none[0]);
        let refused = bearer.clone().authorization(format!("Bearer {token}"));
        server.assert_401(&refused, &invalid);
    }
    for token in [&b"\xff"[..], b"a\tb", "é".as_bytes()] {
        server.assert_401(&key.clone().field("X-API-Key", token), none[1]);
    }
}

#[test]
fn a_verdict_without_a_user() {
    let server = Server::start();
    let request = Request::get("/token-bool");
    server.assert_401(&request, BEARER);
    server.assert_ok(&request.clone().authorization("Bearer yes"), "user:None");
    server.assert_401(&request.authorization("Bearer no"), INVALID);
}
