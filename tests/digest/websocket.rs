//! WebSockets over HTTP/2: an extended `CONNECT` (RFC 8441), for which browsers sign `GET`.

use axum::body::Body;
use axum::extract::WebSocketUpgrade;
use axum::http::request::Builder;
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use axum::{Router, routing::any};
use httpauth::{CurrentUser, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Http2, Server};
use hyper::ext::Protocol;

#[digest_auth(algorithm = "SHA-256")]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn socket(_user: CurrentUser<String>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |_| ())
}

#[login_required]
async fn plain(user: CurrentUser<String>) -> String {
    user.0
}

/// A server, and a client that has got a challenge from it.
struct Browser {
    server: Server,
    client: Http2,
    challenge: Challenge,
}

impl Browser {
    async fn start() -> Self {
        let app = Router::new()
            .route("/socket", any(socket))
            .route("/plain", any(plain));
        let server = Server::start(app).await;
        let client = Http2::connect(&server).await;
        let first = Request::get("http://localhost/plain")
            .body(Body::empty())
            .unwrap();
        let answer = Answer::read(client.send(first).await.unwrap()).await;
        let challenge = Challenge::of(&answer, "SHA-256");
        Self {
            server,
            client,
            challenge,
        }
    }

    /// Sends a request of john's that signs this method. Returns the status.
    async fn ask(&self, request: Builder, nc: u32, signed: &str) -> StatusCode {
        let path = request.uri_ref().unwrap().path().to_owned();
        let john = Credentials::new(&self.challenge, "john", "hello", path);
        let john = john.nc(nc).method(signed).header();
        let request = request.header("authorization", john).body(Body::empty());
        self.client.send(request.unwrap()).await.unwrap().status()
    }

    async fn stop(self) {
        self.client.close().await;
        self.server.stop().await;
    }
}

/// Returns an extended `CONNECT` of this protocol.
fn connect(protocol: &'static str, path: &str) -> Builder {
    Request::builder()
        .method(Method::CONNECT)
        .uri(format!("http://localhost{path}"))
        .extension(Protocol::from_static(protocol))
}

#[tokio::test]
async fn a_browser_signs_get() {
    let browser = Browser::start().await;
    let handshake = || connect("websocket", "/socket").header("sec-websocket-version", "13");
    assert_eq!(browser.ask(handshake(), 1, "GET").await, StatusCode::OK);
    for (nc, method) in (2..).zip(["CONNECT", "POST", ""]) {
        let status = browser.ask(handshake(), nc, method).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{method:?}");
    }
    // The count is used.
    assert_eq!(
        browser.ask(handshake(), 1, "GET").await,
        StatusCode::UNAUTHORIZED
    );
    browser.stop().await;
}

/// A request that is no handshake was signed as what it is.
#[tokio::test]
async fn what_is_no_websocket_is_signed_as_it_is() {
    let browser = Browser::start().await;
    let post = || {
        let post = Request::post("http://localhost/plain");
        post.header("sec-websocket-version", "13")
    };
    let requests: [(&str, &dyn Fn() -> Builder); 3] = [
        // No version, no WebSocket.
        ("CONNECT", &|| connect("websocket", "/plain")),
        ("CONNECT", &|| connect("connect-udp", "/plain")),
        ("POST", &post),
    ];
    for (nc, (method, request)) in (1..).step_by(2).zip(requests) {
        assert_eq!(browser.ask(request(), nc, method).await, StatusCode::OK);
        let status = browser.ask(request(), nc + 1, "GET").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{method}");
    }
    browser.stop().await;
}
