//! Cases 59 to 62 and 152: `uri` is the target of the request.

use axum::http::StatusCode;
use httpauth::Reason;
use httpauth_tests::Call;
use httpauth_tests::digest::Credentials;

use crate::apps::{App, assert_refused};

/// Returns the answer to `GET target` with credentials signed for `uri`.
async fn answer(app: &App, john: &Credentials, target: &str, uri: &str) -> httpauth_tests::Answer {
    let signed = john.set("uri", uri).sign();
    let call = Call::get(target).header("host", "example.org");
    call.authorization(signed.header()).send(&app.router).await
}

#[tokio::test]
async fn cases_59_and_62_another_target_is_400() {
    let app = App::new();
    let john = app.johns_first().await;
    for (target, uri) in [
        ("/", "/optional"),
        ("/?a=b", "/"),
        ("/", "/?a=b"),
        ("/?a=b", "/?a=c"),
        ("/?a=b", "/?a=b&"),
        ("/?a=%62", "/?a=b"),
        ("/", "//"),
        ("/", "/."),
        ("/", "/x/.."),
        ("/", ""),
        ("/", "*"),
        ("/", "/ "),
    ] {
        let answer = answer(&app, &john, target, uri).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{target} {uri}");
        assert_refused(&answer, Reason::WrongTarget);
        app.saw(&[]);
    }
    // The count is not used.
    app.passes("/", &john).await;
}

#[tokio::test]
async fn case_60_the_absolute_form() {
    let app = App::new();
    let john = app.johns_first().await;
    let found = answer(&app, &john, "/", "http://example.org/").await;
    found.assert_ok("Hello, john!");
    app.saw(&["john", "claim 00000001"]);
    let found = answer(&app, &john.nc(2), "http://example.org/", "/").await;
    found.assert_ok("Hello, john!");
    app.saw(&["john", "claim 00000002"]);
    for uri in [
        "http://example.com/",
        "ftp://example.org/",
        "http://example.org:81/",
        "http://example.org/optional",
    ] {
        let answer = answer(&app, &john.nc(3), "/", uri).await;
        assert_refused(&answer, Reason::WrongTarget);
        app.saw(&[]);
    }
}

/// As it goes into the hash, so that a client may spell it as it likes.
#[tokio::test]
async fn case_152_scheme_and_default_port() {
    let app = App::new();
    let john = app.johns_first().await;
    let spellings = [
        "HTTP://example.org/",
        "http://EXAMPLE.org:80/",
        "Https://example.org:443/",
    ];
    for (nc, uri) in (1..).zip(spellings) {
        let found = answer(&app, &john.nc(nc), "/", uri).await;
        found.assert_ok("Hello, john!");
        app.saw(&["john", &format!("claim {nc:08x}")]);
    }
    // And a host with the port of the scheme.
    let signed = john.set("uri", "http://example.org/").nc(4);
    let call = Call::get("/").header("host", "example.org:80");
    let found = call.authorization(signed.header()).send(&app.router).await;
    found.assert_ok("Hello, john!");
    app.saw(&["john", "claim 00000004"]);
}

/// A proxy that puts its own name into `Host` has made another request of it.
#[tokio::test]
async fn a_rewritten_host_is_400_for_the_absolute_form() {
    let app = App::new();
    let john = app.johns_first().await;
    let send = async |uri| {
        let signed = john.set("uri", uri).sign();
        let call = Call::get("/").header("host", "backend:3000");
        call.authorization(signed.header()).send(&app.router).await
    };
    assert_refused(&send("http://example.org/").await, Reason::WrongTarget);
    send("/").await.assert_ok("Hello, john!");
}

/// The client signs the whole path, whatever the routers have cut off it.
#[tokio::test]
async fn case_61_nested_routers() {
    let app = App::new();
    let john = app.johns_first().await;
    let target = "/api/v1/job/7?x=y%20z";
    let found = answer(&app, &john, target, target).await;
    found.assert_ok("Hello, john!");
    app.saw(&["john", "claim 00000001"]);
    for stripped in [
        "/v1/job/7?x=y%20z",
        "/job/7?x=y%20z",
        "/api/v1/job/7",
        "/api/v1/job/8?x=y%20z",
    ] {
        let answer = answer(&app, &john.nc(2), target, stripped).await;
        assert_refused(&answer, Reason::WrongTarget);
        app.saw(&[]);
    }
}
