//! Case 78: `Authentication-Info`, by which the server proves that it knows the password too.

use httpauth_tests::Call;
use httpauth_tests::digest::{Credentials, info};

use crate::apps::App;

#[tokio::test]
async fn case_78_the_server_proves_itself() {
    let app = App::new();
    for algorithm in [
        "SHA-512-256-sess",
        "SHA-512-256",
        "SHA-256-sess",
        "SHA-256",
        "MD5-sess",
        "MD5",
    ] {
        let john = app.john("/all", algorithm).await.nc(0xab);
        let answer = app.get("/all", &john).await;
        app.saw(&["john", "claim 000000ab"]);
        let expected = format!(
            "rspauth=\"{}\", qop=auth, nc=000000ab, cnonce=\"0a4f113b\"",
            john.rspauth()
        );
        assert_eq!(answer.values("authentication-info"), [expected]);
    }
}

/// Whatever the client's nonce is made of comes back as it was.
#[tokio::test]
async fn any_cnonce_comes_back() {
    let app = App::new();
    let john = app.johns_first().await;
    let cnonces: [&[u8]; 6] = [
        b"",
        b"a \"quoted\\\" one",
        b"a, b=c",
        b"\t",
        b"caf\xc3\xa9",
        b"\xff\x80 latin",
    ];
    for (nc, cnonce) in (1..).zip(cnonces) {
        let john = john.set("cnonce", cnonce).nc(nc);
        let answer = app.get("/", &john).await;
        assert_eq!(answer.status, 200);
        let value = answer.headers["authentication-info"].as_bytes();
        // It is the last parameter of the answer's.
        let start = |text: &[u8]| {
            text.windows(8)
                .position(|window| window == b"cnonce=\"")
                .unwrap()
        };
        let header = john.header();
        let (sent, got) = (&header[start(&header)..], &value[start(value)..]);
        assert!(sent.starts_with(got), "{}", String::from_utf8_lossy(got));
    }
}

/// In the last quarter of its life a nonce names the next one, so that no request need be refused.
#[tokio::test]
async fn case_78_the_next_nonce_in_time() {
    let app = App::new();
    let john = app.johns_first().await;
    for (advance, nc) in [(0, 1), (224, 2), (1, 3)] {
        app.store.advance(advance);
        let answer = app.get("/", &john.nc(nc)).await;
        answer.assert_ok("Hello, john!");
        assert_eq!(info(&answer, "nextnonce"), None, "{advance}");
    }
    app.store.advance(1);
    let answer = app.get("/", &john.nc(4)).await;
    let next = info(&answer, "nextnonce").unwrap();
    assert_ne!(next.as_bytes(), john.get("nonce"));
    assert_eq!(info(&answer, "rspauth").unwrap(), john.nc(4).rspauth());
    app.seen.take();
    app.store.take_claims();
    // With the old one gone, the next one is still good.
    app.store.advance(200);
    app.passes("/", &john.set("nonce", next).nc(1)).await;
}

/// A refusal proves nothing, and neither does the answer to a user who lacks the role.
#[tokio::test]
async fn case_78_not_for_the_refused() {
    let app = App::new();
    let john = app.john("/admin", "SHA-256").await;
    let answers = [
        Call::get("/").send(&app.router).await,
        app.get("/admin", &john).await,
        app.get("/", &john).await,
    ];
    let statuses = answers.each_ref().map(|answer| answer.status.as_u16());
    assert_eq!(statuses, [401, 403, 400]);
    for answer in answers {
        assert_eq!(answer.values("authentication-info"), [""; 0]);
    }
}

/// The field goes with whatever the handler answers, `any` method.
#[tokio::test]
async fn with_every_method() {
    let app = App::new();
    let john = app.johns_first().await;
    for (nc, method) in (1..).zip(["GET", "HEAD", "POST", "OPTIONS", "DELETE", "PURGE"]) {
        let john: Credentials = john.nc(nc).method(method);
        let call = Call::new(method.parse().unwrap(), "/").authorization(john.header());
        let answer = call.send(&app.router).await;
        assert_eq!(info(&answer, "rspauth"), Some(john.rspauth()), "{method}");
    }
}
