//! WebSockets of browsers, which never prompt for one. The tests use HTTP/1.1, and HTTP/2 through HAProxy.

use axum::Router;
use axum::extract::ws::Message;
use axum::extract::{Path, WebSocketUpgrade};
use axum::http::header::SEC_WEBSOCKET_PROTOCOL;
use axum::http::{HeaderMap, Method, Version};
use axum::response::{Html, Response};
use axum::routing::{any, get};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use httpauth::{CurrentUser, digest_auth, get_password, login_required, token_auth, verify_token};

use crate::client::{Answer, answer, asked_for, command, script, skip};
use crate::haproxy::Haproxy;
use crate::server::Server;

#[digest_auth]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn page(user: CurrentUser<String>) -> Html<String> {
    Html(format!("Hello, {user}!"))
}

/// Answers with a page that asks for no password.
async fn anybody() -> Html<&'static str> {
    Html("Hello, anybody!")
}

/// Greets by a message, and waits until the browser has done with it.
#[login_required]
async fn socket(user: CurrentUser<String>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async move |mut socket| {
        let greeting = Message::text(format!("Hello, {user}!"));
        socket.send(greeting).await.unwrap();
        while let Some(Ok(_)) = socket.recv().await {}
    })
}

/// Tokens in a subprotocol, since a browser sets no field of a handshake.
#[token_auth(subprotocol = "bearer.")]
struct Tokens;

#[verify_token(auth = Tokens)]
fn verify_token(token: &str) -> Option<String> {
    (token == TOKEN).then(|| "john".to_owned())
}

/// A token with the characters that base64 and base64url write differently.
const TOKEN: &str = "~~~???>>>=/+";

/// Greets as [`socket`] does, and selects the subprotocol `chat`, or none.
#[login_required(auth = Tokens)]
async fn token_socket(
    user: CurrentUser<String>,
    Path(selects): Path<String>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let offered = headers.get(SEC_WEBSOCKET_PROTOCOL);
    let offered = offered.unwrap().to_str().unwrap().to_owned();
    let upgrade = if selects == "chat" {
        upgrade.protocols(["chat"])
    } else {
        upgrade
    };
    upgrade.on_upgrade(async move |mut socket| {
        let greeting = Message::text(format!("Hello, {user}! [{offered}]"));
        // The browser may be gone.
        let _ = socket.send(greeting).await;
        while let Some(Ok(_)) = socket.recv().await {}
    })
}

/// A browser, and its program's names at Debian and elsewhere.
type Browser = (&'static str, &'static [&'static str]);

const CHROMIUM: Browser = (
    "Chromium",
    &["chromium", "chromium-browser", "google-chrome"],
);
const FIREFOX: Browser = ("Firefox", &["firefox-esr", "firefox"]);

/// Opens these addresses in a browser with a new profile, and returns what it got. If there is no such browser it says
/// so and returns `None`.
fn open((name, programs): Browser, urls: &[String]) -> Option<Vec<Answer>> {
    let is_there = |program: &&&str| command(program).arg("--version").output().is_ok();
    let found = programs.iter().find(is_there);
    let Some(program) = found.filter(|_| !asked_for("none")) else {
        return skip(name);
    };
    let path = command("which").arg(program).output().unwrap().stdout;
    let path = String::from_utf8(path).unwrap();
    let mut node = command("node");
    node.arg(script("node/websocket.mjs"));
    let Ok(output) = node.args([name, path.trim_end()]).args(urls).output() else {
        return skip("node");
    };
    if output.stdout.is_empty() && !asked_for("required") {
        // Something that the script needs is missing.
        return skip(name);
    }
    assert!(output.status.success(), "{name}: {output:?}");
    let output = String::from_utf8(output.stdout).unwrap();
    Some(output.lines().skip(1).map(answer).collect())
}

/// A server, and where browsers reach it, over one version of HTTP.
struct Site {
    server: Server,
    http: &'static str,
    websocket: &'static str,
    address: String,
    version: Version,
    _proxy: Option<Haproxy>,
}

impl Site {
    fn over_http1() -> Self {
        let app = Router::new()
            .route("/page", get(page))
            .route("/open", get(anybody))
            .route("/socket", any(socket))
            .route("/token/{selects}", any(token_socket));
        let server = Server::start(app);
        Self {
            http: "http",
            websocket: "ws",
            address: server.url("").trim_start_matches("http://").to_owned(),
            version: Version::HTTP_11,
            _proxy: None,
            server,
        }
    }

    fn over_http2() -> Option<Self> {
        let site = Self::over_http1();
        let proxy = Haproxy::before(&site.address)?;
        Some(Self {
            http: "https",
            websocket: "wss",
            address: proxy.address(),
            version: Version::HTTP_2,
            _proxy: Some(proxy),
            ..site
        })
    }

    /// Returns a page, as this user.
    fn page(&self, user: &str, path: &str) -> String {
        format!("{}://{user}{}{path}", self.http, self.address)
    }

    /// Returns the WebSocket, as this user.
    fn socket(&self, user: &str) -> String {
        format!("{}://{user}{}/socket", self.websocket, self.address)
    }

    /// Returns the handshakes that the server saw, with the scheme of their credentials and the status.
    fn handshakes(&self) -> Vec<(Option<String>, u16)> {
        let method = match self.version {
            Version::HTTP_2 => Method::CONNECT,
            _ => Method::GET,
        };
        let seen = self.server.seen().into_iter();
        let seen = seen.filter(|seen| seen.path == "/socket");
        seen.map(|seen| {
            assert_eq!((&seen.method, seen.version), (&method, self.version));
            (seen.scheme().map(str::to_owned), seen.status)
        })
        .collect()
    }

    /// Returns the status of a handshake that got in.
    fn switched(&self) -> u16 {
        if self.version == Version::HTTP_2 {
            200
        } else {
            101
        }
    }

    /// The token gets in beside a subprotocol that the handler selects. Without a selection the browser gives up, and it
    /// does not begin at all with what is no subprotocol.
    fn assert_token(&self, browser: Browser) {
        let socket = |selects: &str, protocols: &str| {
            format!(
                "{}://{}/token/{selects} {protocols}",
                self.websocket, self.address
            )
        };
        let encoded = |token| format!("bearer.{}", BASE64_URL_SAFE_NO_PAD.encode(token));
        let (right, wrong) = (encoded(TOKEN), encoded("wrong"));
        let urls = [
            self.page("", "/open"),
            socket("chat", &format!("v1 {right} chat")),
            socket("none", &format!("chat {right}")),
            socket("chat", &format!("chat {wrong}")),
            socket("chat", &right),
            socket("chat", "chat"),
            socket("chat", "chat bearer.a+"),
            socket("chat", "chat bearer.a/"),
            socket("chat", "chat bearer.aa=="),
        ];
        let Some(answers) = open(browser, &urls) else {
            return;
        };
        let closed = || Answer::new("closed", "1006");
        let threw = || Answer::new("threw", "SyntaxError");
        let expected = [
            Answer::new("200", "Hello, anybody!"),
            Answer::new("opened", "Hello, john! [v1, chat] chat"),
            closed(),
            closed(),
            closed(),
            closed(),
            closed(),
            threw(),
            threw(),
        ];
        let seen = self.server.seen().into_iter();
        let seen = seen.filter(|seen| seen.path.starts_with("/token/"));
        let statuses: Vec<u16> = seen.map(|seen| seen.status).collect();
        assert_eq!(answers, expected, "{statuses:?}");
        let switched = self.switched();
        assert_eq!(statuses, [switched, switched, 401, 400, 401, 400]);
    }

    fn assert_in(&self, browser: Browser) {
        let (john, digest) = ("john:hello@", Some("Digest".to_owned()));
        let anybody = Answer::new("200", "Hello, anybody!");
        let hello = |outcome| Answer::new(outcome, "Hello, john!");
        // Nobody knows a password, then the page does.
        let urls = [
            self.page("", "/open"),
            self.socket(""),
            self.page(john, "/page"),
            self.socket(""),
        ];
        let Some(answers) = open(browser, &urls) else {
            return;
        };
        let closed = Answer::new("closed", "1006");
        let handshakes = self.handshakes();
        assert_eq!(
            answers,
            [anybody.clone(), closed, hello("200"), hello("opened")],
            "{handshakes:?}"
        );
        assert_eq!(handshakes, [(None, 401), (digest.clone(), self.switched())]);
        // The address of the WebSocket has the user, so the challenge is answered.
        let answers = open(browser, &[self.page("", "/open"), self.socket(john)]);
        let handshakes = self.handshakes();
        assert_eq!(
            answers.unwrap(),
            [anybody, hello("opened")],
            "{handshakes:?}"
        );
        assert_eq!(handshakes, [(None, 401), (digest, self.switched())]);
    }
}

#[test]
fn chromium_over_http1() {
    Site::over_http1().assert_in(CHROMIUM);
}

#[test]
fn chromium_over_http2() {
    if let Some(site) = Site::over_http2() {
        site.assert_in(CHROMIUM);
    }
}

#[test]
fn chromium_sends_a_token() {
    Site::over_http1().assert_token(CHROMIUM);
    if let Some(site) = Site::over_http2() {
        site.assert_token(CHROMIUM);
    }
}

#[test]
fn firefox_over_http1() {
    Site::over_http1().assert_in(FIREFOX);
}

#[test]
fn firefox_over_http2() {
    if let Some(site) = Site::over_http2() {
        site.assert_in(FIREFOX);
    }
}
