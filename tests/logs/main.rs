//! Nothing secret is logged. The tests send the kinds of requests that the other tests send, over both versions of
//! HTTP. Every event and span of every crate is collected at `TRACE` and searched for secrets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::format_push_string,
    clippy::unnecessary_wraps,
    reason = "a test fails by a panic; a callback's answer has the form that the test is about"
)]

mod app;
mod capture;
mod debug;
mod secrets;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Answer, Http2, Server, basic};

use crate::app::{API_KEY, PASSWORD, TOKEN};
use crate::secrets::Secrets;

/// The client, and what it must not find again.
struct Client {
    http2: Http2,
    server: Server,
    secrets: Secrets,
}

impl Client {
    /// Sends a `GET` over HTTP/1.1, then over HTTP/2. The answers are alike, and nothing secret is in their bodies.
    async fn get(&self, path: &str, fields: &[(&str, &str)], status: StatusCode) {
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nX-Public: public-word\r\n");
        for (name, value) in fields {
            request += &format!("{name}: {value}\r\n");
        }
        let mut connection = self.server.connect().await;
        connection.write(request + "\r\n").await;
        let one = connection.head().await;
        assert_eq!(one.status, status, "{path} {fields:?}");

        let request = Request::get(format!("http://x{path}"));
        let fields = fields.iter();
        let request = fields.fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        let request = request.body(Body::empty()).unwrap();
        let two = Answer::read(self.http2.send(request).await.unwrap()).await;
        assert_eq!(two.status, status, "{path} over HTTP/2");
        self.secrets.assert_hidden_in(&two.body);
    }

    /// Does the same for Digest. Each version of HTTP has a count of its own.
    async fn digest(
        &mut self,
        path: &str,
        password: &str,
        change: impl Fn(&Credentials) -> Credentials,
    ) {
        for http2 in [false, true] {
            let answer = self.send(path, None, http2).await;
            let challenge = Challenge::of(&answer, "SHA-256");
            let john = Credentials::new(&challenge, "john", password, path);
            let changed = change(&john);
            self.secrets
                .add(String::from_utf8_lossy(changed.get("response")));
            self.secrets.add(john.rspauth());
            for _replayed in 0..2 {
                let answer = self.send(path, Some(&changed), http2).await;
                self.secrets.assert_hidden_in(&answer.body);
                if let Some(rspauth) = info(&answer, "rspauth") {
                    assert_eq!(rspauth, john.rspauth());
                }
            }
        }
    }

    async fn send(&self, path: &str, credentials: Option<&Credentials>, http2: bool) -> Answer {
        let header = credentials.map(Credentials::header);
        if http2 {
            let request = Request::get(format!("http://x{path}"));
            let request = header.into_iter().fold(request, |request, header| {
                request.header("authorization", header)
            });
            let response = self.http2.send(request.body(Body::empty()).unwrap());
            return Answer::read(response.await.unwrap()).await;
        }
        let header = header.map(|header| String::from_utf8(header).unwrap());
        let field = header.map(|header| format!("Authorization: {header}\r\n"));
        let field = field.unwrap_or_default();
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n{field}\r\n");
        self.server.send(request).await
    }
}

const OK: StatusCode = StatusCode::OK;
const UNAUTHORIZED: StatusCode = StatusCode::UNAUTHORIZED;
const BAD_REQUEST: StatusCode = StatusCode::BAD_REQUEST;
const UNAVAILABLE: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
const PANICKED: StatusCode = StatusCode::INTERNAL_SERVER_ERROR;

/// Sends Basic credentials to a route of their own, and to the object of several schemes.
async fn basic_requests(client: &Client) {
    let right = basic("john", PASSWORD);
    let wrong = basic("john", &format!("{PASSWORD}!"));
    for path in ["/basic", "/stored", "/multi"] {
        for (credentials, status) in [
            (right.clone(), OK),
            (wrong.clone(), UNAUTHORIZED),
            (basic(PASSWORD, "x"), UNAUTHORIZED),
            (basic("down", PASSWORD), UNAVAILABLE),
            (basic("panics", PASSWORD), PANICKED),
            (format!("Basic {PASSWORD}"), UNAUTHORIZED),
            (
                format!("Basic  {}=", &right["Basic ".len()..]),
                UNAUTHORIZED,
            ),
        ] {
            client
                .get(path, &[("Authorization", &credentials)], status)
                .await;
        }
        let twice = [("Authorization", right.as_str()), ("Authorization", &wrong)];
        client.get(path, &twice, BAD_REQUEST).await;
    }
    // A scheme that nobody of them takes, with what may be good elsewhere.
    for scheme in ["Negotiate", "Bearer", "Digest"] {
        let foreign = format!("{scheme} {TOKEN}");
        client
            .get("/basic", &[("Authorization", &foreign)], UNAUTHORIZED)
            .await;
    }
    let foreign = format!("Negotiate {TOKEN}");
    client
        .get("/multi", &[("Authorization", &foreign)], UNAUTHORIZED)
        .await;
    let twice = [
        ("Authorization", foreign.as_str()),
        ("Authorization", &foreign),
    ];
    client.get("/multi", &twice, BAD_REQUEST).await;
}

/// Sends tokens in the field of all and in one of their own.
async fn token_requests(client: &Client) {
    let (right, wrong) = (format!("Bearer {TOKEN}"), format!("Bearer {TOKEN}!"));
    let (down, panics) = (
        format!("Bearer down-{TOKEN}"),
        format!("Bearer panics-{TOKEN}"),
    );
    let spaced = format!("Bearer {TOKEN} {TOKEN}");
    for path in ["/token", "/multi"] {
        for (credentials, status) in [
            (&right, OK),
            (&wrong, UNAUTHORIZED),
            (&spaced, UNAUTHORIZED),
            (&down, UNAVAILABLE),
            (&panics, PANICKED),
        ] {
            client
                .get(path, &[("Authorization", credentials)], status)
                .await;
        }
        let twice = [("Authorization", right.as_str()), ("Authorization", &wrong)];
        client.get(path, &twice, BAD_REQUEST).await;
    }
    let (wrong, right) = (format!("{API_KEY}!"), ("X-API-Key", API_KEY));
    for path in ["/key", "/multi"] {
        client.get(path, &[right], OK).await;
        client
            .get(path, &[("X-API-Key", &wrong)], UNAUTHORIZED)
            .await;
        client
            .get(path, &[right, ("X-API-Key", &wrong)], BAD_REQUEST)
            .await;
    }
    // The request has two members' credentials, and the first member decides.
    let john = basic("john", PASSWORD);
    client
        .get("/multi", &[("Authorization", &john), right], OK)
        .await;
}

async fn digest_requests(client: &mut Client) {
    for path in ["/digest", "/ha1", "/multi"] {
        client.digest(path, PASSWORD, Credentials::clone).await;
        client.digest(path, "wrong", Credentials::clone).await;
        let forged = "A".repeat(40);
        client
            .digest(path, PASSWORD, |john| john.set("nonce", &forged).sign())
            .await;
        client
            .digest(path, PASSWORD, |john| john.set("uri", "/other").sign())
            .await;
        client
            .digest(path, PASSWORD, |john| john.without("nonce"))
            .await;
        // A password that was typed as a username.
        client
            .digest(path, "x", |john| john.set("username", PASSWORD).sign())
            .await;
        client
            .digest(path, PASSWORD, |john| john.set("username", "down").sign())
            .await;
        client
            .digest(path, PASSWORD, |john| john.set("username", "panics").sign())
            .await;
    }
}

#[tokio::test]
async fn no_secret_is_logged() {
    let log = capture::everything();
    let mut secrets = Secrets::known();
    for router in [app::bare(), app::traced()] {
        let server = Server::start(router).await;
        let mut client = Client {
            http2: Http2::connect(&server).await,
            server,
            secrets,
        };
        basic_requests(&client).await;
        token_requests(&client).await;
        digest_requests(&mut client).await;
        client.http2.close().await;
        client.server.stop().await;
        secrets = client.secrets;
    }

    let log = log.take();
    secrets.assert_hidden_in(&log);
    // All the crates have logged. These are ours, the server's, and the layer that logs every field of every head.
    for public in [
        "public-word",
        "authorization\": Sensitive",
        "x-api-key\": Sensitive",
        "authentication-info\": Sensitive",
        "www-authenticate\": \"Basic realm",
        "TRACE h2::",
        "ERROR tower_http",
        "WARN httpauth: a stored password hash was refused",
        "DEBUG httpauth: a guard refused a request object=\"logs::app::Basic\"",
        "WARN httpauth: a callback failed object=\"logs::app::Multi\"",
        "handler says",
        "error handler says",
    ] {
        assert!(log.contains(public), "{public} was not collected");
    }
}
