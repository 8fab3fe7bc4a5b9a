//! WebSockets of browsers, who answer no challenge for one but send what they know of the page: over HTTP/1.1, and over
//! HTTP/2 through HAProxy.

use axum::Router;
use axum::extract::WebSocketUpgrade;
use axum::extract::ws::Message;
use axum::http::{Method, Version};
use axum::response::{Html, Response};
use axum::routing::{any, get};
use httpauth::{CurrentUser, digest_auth, get_password, login_required};

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

/// Greets by a message, and waits until the browser has done with it.
#[login_required]
async fn socket(user: CurrentUser<String>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async move |mut socket| {
        let greeting = Message::text(format!("Hello, {user}!"));
        socket.send(greeting).await.unwrap();
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

/// What a browser got of a page that john opens, and of its WebSocket; `None`, and a word about it, if there is none.
fn open((name, programs): Browser, page: &str, socket: &str) -> Option<Vec<Answer>> {
    let is_there = |program: &&&str| command(program).arg("--version").output().is_ok();
    let found = programs.iter().find(is_there);
    let Some(program) = found.filter(|_| !asked_for("none")) else {
        return skip(name);
    };
    let path = command("which").arg(program).output().unwrap().stdout;
    let path = String::from_utf8(path).unwrap();
    let mut node = command("node");
    node.arg(script("websocket.mjs"))
        .args([name, path.trim_end(), page, socket]);
    let Ok(output) = node.output() else {
        return skip("node");
    };
    if output.stdout.is_empty() && !asked_for("all") {
        // What the script needs is not there.
        return skip(name);
    }
    assert!(output.status.success(), "{name}: {output:?}");
    let output = String::from_utf8(output.stdout).unwrap();
    Some(output.lines().skip(1).map(answer).collect())
}

/// Opens both by these schemes at this address, and asserts what the server saw: a WebSocket by this method.
#[track_caller]
fn assert_in(
    browser: Browser,
    server: &Server,
    schemes: [&str; 2],
    address: &str,
    method: &Method,
) {
    let [page, socket] = schemes;
    let page = format!("{page}://john:hello@{address}/page");
    let socket = format!("{socket}://{address}/socket");
    let Some(answers) = open(browser, &page, &socket) else {
        return;
    };
    let seen = server.seen();
    let hello = |outcome| Answer::new(outcome, "Hello, john!");
    assert_eq!(answers, [hello("200"), hello("opened")], "{seen:?}");
    let upgraded = seen.last().unwrap();
    assert_eq!(
        (upgraded.path.as_str(), &upgraded.method),
        ("/socket", method)
    );
    assert_eq!(upgraded.scheme(), Some("Digest"));
    let is_http2 = *method == Method::CONNECT;
    assert!(
        seen.iter()
            .all(|seen| (seen.version == Version::HTTP_2) == is_http2),
        "{seen:?}"
    );
}

fn server() -> (Server, String) {
    let app = Router::new()
        .route("/page", get(page))
        .route("/socket", any(socket));
    let server = Server::start(app);
    let address = server.url("").trim_start_matches("http://").to_owned();
    (server, address)
}

fn over_http1(browser: Browser) {
    let (server, address) = server();
    assert_in(browser, &server, ["http", "ws"], &address, &Method::GET);
}

fn over_http2(browser: Browser) {
    let (server, address) = server();
    if let Some(proxy) = Haproxy::before(&address) {
        assert_in(
            browser,
            &server,
            ["https", "wss"],
            proxy.address(),
            &Method::CONNECT,
        );
    }
}

#[test]
fn chromium_over_http1() {
    over_http1(CHROMIUM);
}

#[test]
fn chromium_over_http2() {
    over_http2(CHROMIUM);
}

#[test]
fn firefox_over_http1() {
    over_http1(FIREFOX);
}

#[test]
fn firefox_over_http2() {
    over_http2(FIREFOX);
}
