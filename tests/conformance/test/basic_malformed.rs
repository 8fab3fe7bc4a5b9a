//! Values of `Authorization` that are not Basic credentials.

use crate::client::{BASIC, Request, Server, UNAUTHORIZED};

#[test]
fn malformed() {
    let server = Server::start();
    for path in ["/basic", "/hello", "/basic-optional"] {
        let request = Request::get(path);
        let spaces = format!("Basic {}x", " ".repeat(80_000));
        for value in [
            "",
            "Basic",
            "Basic ",
            "basic",
            "Bearer am9objpoZWxsbw==",
            "Negotiate am9objpoZWxsbw==",
            "Basicx am9objpoZWxsbw==",
            "XBasic am9objpoZWxsbw==",
            "am9objpoZWxsbw==",
            "Basic:am9objpoZWxsbw==",
            "Basic\tam9objpoZWxsbw==",
            "Basic=am9objpoZWxsbw==",
            "Basic am9objpoZWxsbw",
            "Basic am9objpoZWxsbw=",
            "Basic am9objpoZWxsbw===",
            "Basic am9o objpoZWxsbw==",
            "Basic am9objpoZWxsbx==",
            "Basic !!!!",
            "Basic =",
            "Basic am9objpoZWxsbw==, Bearer x",
            "Basic am9objpoZWxsbw==, Basic am9objpoZWxsbw==",
            "Basic realm=\"x\"",
            "Basic am9obg==",
            "Basic YTr_-Q==",
            "\"Basic\" am9objpoZWxsbw==",
            &spaces,
            "Basic eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb2huIn0.abc",
            "caf\u{e9} \u{20ac}",
        ] {
            let answer = request.clone().authorization(value).send(&server);
            answer.assert(401, &[BASIC], UNAUTHORIZED);
        }
        let latin_1 = request
            .clone()
            .authorization(b"Basic \xe9\xff")
            .send(&server);
        latin_1.assert(401, &[BASIC], UNAUTHORIZED);
        for value in [
            "bAsIc am9objpoZWxsbw==",
            "Basic    am9objpoZWxsbw==",
            "\t Basic am9objpoZWxsbw== \t",
        ] {
            assert_eq!(
                request.clone().authorization(value).send(&server).status,
                200
            );
        }
        for second in ["Basic am9objpoZWxsbw==", "Bearer x", ""] {
            let twice = request.clone().basic("john", "hello").authorization(second);
            server.assert(&twice, 400, &[BASIC], "Bad Request");
        }
        let proxy = request
            .clone()
            .field("Proxy-Authorization", "Basic am9objpoZWxsbw==");
        assert_ne!(proxy.send(&server).body, "Hello, john!");
    }
}
