//! `/basic*`, `/hello`, and the routes that are not guarded.

use crate::client::{BASIC, Connection, METHODS, Request, Server, UNAUTHORIZED, basic};

const REALM: &str = r#"Basic realm="My Realm", charset="UTF-8""#;
const ECHO: &str = r#"Basic realm="echo", charset="UTF-8""#;

#[test]
fn unprotected() {
    let server = Server::start();
    server.assert_ok(&Request::get("/"), "index");
    for method in METHODS {
        let request = Request::get("/util/ha1?username=a%20%C3%A7&password=p:%26").method(method);
        let answer = request.send(&server);
        let ha1 = crate::credentials::hash("MD5", "a ç:Authentication Required:p:&");
        let body = if method == "HEAD" { "" } else { &ha1 };
        answer.assert(200, &[], body);
    }
    // A path that is not routed is not guarded, and OPTIONS is not routed.
    assert_eq!(Request::get("/basic/").send(&server).status, 404);
    for path in [
        "/",
        "/basic",
        "/error/default",
        "/digest",
        "/multi/protected",
    ] {
        let answer = Request::get(path).method("OPTIONS").send(&server);
        assert_eq!((answer.status, answer.challenges().len()), (405, 0));
        assert_eq!(answer.field("allow"), Some("GET,HEAD,PUT,POST,DELETE"));
    }
}

#[test]
fn get_password() {
    let server = Server::start();
    let request = Request::get("/basic");
    for (username, password) in [
        ("john", "hello"),
        ("susan", "bye"),
        ("gar\u{e7}on", "\u{e1}\u{e9}\u{ed}\u{f3}\u{fa}"),
        ("colon", "pa:ss:word"),
        ("euro", "caf\u{e9}\u{20ac}"),
    ] {
        let body = format!("basic_auth:{username}");
        server.assert_ok(&request.clone().basic(username, password), &body);
        for wrong in [
            "",
            "x",
            "h",
            &format!("{password}x"),
            &format!(" {password}"),
        ] {
            server.assert_401(&request.clone().basic(username, wrong), BASIC);
        }
    }
    // It is latin-1 where it cannot be read otherwise. Decomposed text is other text.
    let latin_1 = basic(b"gar\xe7on:\xe1\xe9\xed\xf3\xfa");
    server.assert_ok(
        &request.clone().authorization(latin_1),
        "basic_auth:gar\u{e7}on",
    );
    server.assert_401(&request.clone().basic("euro", "cafe\u{301}\u{20ac}"), BASIC);
    // An empty stored password never matches, as the library's documentation says.
    server.assert_401(&request.clone().basic("nopass", ""), BASIC);
    for (username, password) in [
        ("nopass", "x"),
        ("", ""),
        ("JOHN", "hello"),
        ("nobody", "hello"),
        ("john:", "hello"),
    ] {
        server.assert_401(&request.clone().basic(username, password), BASIC);
    }
}

#[test]
fn realm_and_hash_password() {
    let server = Server::start();
    let request = Request::get("/basic-realm");
    server.assert(&request, 401, &[REALM], "custom error");
    server.assert_ok(
        &request.clone().basic("john", "hello"),
        "basic_auth_my_realm:john",
    );
    server.assert_ok(
        &request.clone().basic("susan", "bye"),
        "basic_auth_my_realm:susan",
    );
    for (username, password) in [("john", "johnhello"), ("john", "bye"), ("", "johnhello")] {
        server.assert(
            &request.clone().basic(username, password),
            401,
            &[REALM],
            "custom error",
        );
    }
    let request = Request::get("/basic-md5");
    server.assert_401(&request, BASIC);
    server.assert_ok(
        &request.clone().basic("john", "hello"),
        "basic_custom_auth:john",
    );
    server.assert_ok(
        &request.clone().basic("susan", "bye"),
        "basic_custom_auth:susan",
    );
    let accented = request.clone().basic("garçon", "áéíóú");
    server.assert_ok(&accented, "basic_custom_auth:garçon");
    server.assert_401(
        &request
            .clone()
            .basic("john", "5d41402abc4b2a76b9719d911017c592"),
        BASIC,
    );
    server.assert_401(&request.clone().basic("nobody", "hello"), BASIC);
}

#[test]
fn verify_password_and_the_anonymous() {
    let server = Server::start();
    for path in ["/basic-verify", "/basic-verify-bool"] {
        let request = Request::get(path);
        for (username, password) in [("john", "hello"), ("susan", "bye"), ("garçon", "áéíóú")]
        {
            let body = format!("basic_verify_auth:{username} anon:False");
            server.assert_ok(&request.clone().basic(username, password), &body);
        }
        let anonymous = "basic_verify_auth: anon:True";
        server.assert_ok(&request, anonymous);
        server.assert_ok(&request.clone().basic("", ""), anonymous);
        server.assert_ok(&request.clone().basic("", "x"), anonymous);
        for (username, password) in [("john", "bye"), ("john", ""), ("nobody", "hello")] {
            server.assert(
                &request.clone().basic(username, password),
                403,
                &[BASIC],
                "error",
            );
        }
        for malformed in ["Basic", "Basic !", "Basic am9obg=="] {
            let request = request.clone().authorization(malformed);
            server.assert(&request, 403, &[BASIC], "error");
        }
    }
}

#[test]
fn scheme() {
    let server = Server::start();
    let challenge = r#"MyBasic realm="scheme", charset="UTF-8""#;
    let request = Request::get("/basic-scheme");
    server.assert_401(&request, challenge);
    for scheme in ["MyBasic", "mybasic", "MYBASIC"] {
        let request = request
            .clone()
            .authorization(format!("{scheme} am9objpoZWxsbw=="));
        server.assert_ok(&request, "basic_scheme:john");
    }
    server.assert_401(&request.clone().basic("john", "hello"), challenge);
    server.assert_401(
        &request.clone().authorization("MyBasic am9objpieWU="),
        challenge,
    );
}

#[test]
fn echo() {
    let server = Server::start();
    let request = Request::get("/basic-echo");
    server.assert_ok(&request, "u=;p=");
    for (sent, username, password) in [
        (&b":"[..], "", ""),
        (b"a:", "61", ""),
        (b":b", "", "62"),
        (b"a:b:c", "61", "623a63"),
        (b" a : b ", "206120", "206220"),
        ("é:€".as_bytes(), "c3a9", "e282ac"),
        // Latin-1, told from UTF-8 by not being it.
        (b"\xe9:\xff", "c3a9", "c3bf"),
        (b"\xe9\xc3\xa9:", "c3a9c383c2a9", ""),
    ] {
        let body = format!("u={username};p={password}");
        server.assert_ok(&request.clone().authorization(basic(sent)), &body);
    }
    let long = "x".repeat(20_000);
    let body = format!("u={};p={}", "78".repeat(20_000), "78".repeat(20_000));
    server.assert_ok(&request.clone().basic(&long, &long), &body);
    for malformed in [&b"a"[..], b"", b"a:\0", b"a:\r\nb", b"a:\x7f", b"\n:"] {
        server.assert_401(&request.clone().authorization(basic(malformed)), ECHO);
    }
}

#[test]
fn optional() {
    let server = Server::start();
    let request = Request::get("/basic-optional");
    server.assert_ok(&request, "user:anonymous");
    server.assert_ok(&request.clone().basic("john", "hello"), "user:john");
    for wrong in [
        "Basic",
        "Basic !",
        "Basic am9objpieWU=",
        "Bearer x",
        "x",
        "",
    ] {
        server.assert_401(&request.clone().authorization(wrong), BASIC);
    }
}

#[test]
fn hello_and_options() {
    let server = Server::start();
    let request = Request::get("/hello");
    server.assert_401(&request, BASIC);
    server.assert_ok(&request.clone().basic("john", "hello"), "Hello, john!");
    server.assert_ok(&request.clone().basic("susan", "bye"), "Hello, susan!");
    let request = Request::get("/basic-options");
    for method in METHODS.into_iter().chain(["OPTIONS"]) {
        let request = request.clone().method(method);
        let body = |body| {
            if method == "HEAD" {
                String::new()
            } else {
                body
            }
        };
        let refused = body(UNAUTHORIZED.to_owned());
        request.send(&server).assert(401, &[BASIC], &refused);
        let wrong = request.clone().basic("john", "bye").send(&server);
        wrong.assert(401, &[BASIC], &refused);
        let right = request.basic("john", "hello").send(&server);
        right.assert(200, &[], &body(format!("method={method};user=john")));
    }
}

/// A refused request with a body gets its answer, and the connection goes on. The answer may come before the body is
/// sent. The body of an accepted request is the handler's.
#[test]
fn bodies() {
    let server = Server::start();
    let request = Request::get("/basic").method("POST");
    let big = request.body(vec![b'x'; 2_000_000]);
    for request in [big.clone(), big.basic("john", "bye")] {
        server.assert_401(&request, BASIC);
    }
    // hyper would refuse a second length. The client sends none for these methods.
    for field in ["Content-Length", "Expect"] {
        let value = if field == "Expect" {
            "100-continue"
        } else {
            "100000000"
        };
        let request = Request::get("/basic").field(field, value);
        let answer = Connection::open(&server).send(&request);
        answer.assert(401, &[BASIC], UNAUTHORIZED);
    }
}
