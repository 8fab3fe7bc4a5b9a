//! `/error/*`.

use crate::client::{BASIC, Request, Server, UNAUTHORIZED};

#[test]
fn what_the_handler_gives_and_what_is_made_of_it() {
    let server = Server::start();
    for (path, status, challenge, body) in [
        ("default", 401, BASIC, UNAUTHORIZED),
        (
            "realm",
            401,
            r#"Basic realm="Private Area", charset="UTF-8""#,
            UNAUTHORIZED,
        ),
        ("plain", 401, BASIC, "error"),
        ("empty", 401, BASIC, ""),
        ("tuple403", 403, BASIC, "error"),
        ("tuple200", 200, BASIC, "error"),
        ("resp200", 401, BASIC, "error"),
        ("resp403", 403, BASIC, "error"),
        ("status-arg", 401, BASIC, "denied 401"),
        ("status-arg-plain", 401, BASIC, "denied 401"),
        ("json", 401, BASIC, r#"{"error":"denied"}"#),
        ("custom-www", 401, r#"Custom realm="X""#, "error"),
        ("custom-www-lower", 401, r#"Custom realm="lower""#, "error"),
        ("redirect", 302, BASIC, ""),
        ("role-plain", 401, BASIC, "error"),
    ] {
        let request = Request::get(&format!("/error/{path}"));
        for request in [
            request.clone(),
            request.clone().basic("susan", "bye"),
            request.clone().authorization("Basic !"),
            request.clone().authorization("Bearer x"),
        ] {
            server.assert(&request, status, &[challenge], body);
        }
    }
    let john = Request::get("/error/role-plain").basic("john", "hello");
    server.assert(&john, 403, &[BASIC], "error");
}

#[test]
fn the_fields_of_the_handler_stay() {
    let server = Server::start();
    let redirect = Request::get("/error/redirect").send(&server);
    assert_eq!(redirect.field("location"), Some("/login"));
    let json = Request::get("/error/json").send(&server);
    assert_eq!(json.field("content-type"), Some("application/json"));
}

/// A request that must not be made like this is a 400, unless the handler says otherwise.
#[test]
fn two_fields() {
    let server = Server::start();
    for (path, status, body) in [
        ("default", 400, "Bad Request"),
        ("plain", 400, "error"),
        ("status-arg", 400, "denied 400"),
        ("tuple403", 403, "error"),
    ] {
        let request = Request::get(&format!("/error/{path}"));
        let request = request.basic("john", "hello").basic("john", "hello");
        server.assert(&request, status, &[BASIC], body);
    }
}
