//! Clients of WebSockets that are not browsers. Their users write `Authorization` or the subprotocols.

use std::process::Command;

use axum::Router;
use axum::extract::WebSocketUpgrade;
use axum::extract::ws::Message;
use axum::response::Response;
use axum::routing::any;
use httpauth::{
    CurrentUser, basic_auth, digest_auth, get_password, guard, token_auth, verify_token,
};

use crate::brief::Brief;
use crate::client::{Script, command, rust_program, script};
use crate::log::nonces;
use crate::server::Server;
use crate::table::compare_rows;

#[basic_auth]
struct Basic;

#[digest_auth]
struct Digest;

/// Its nonces are good for three requests.
#[digest_auth(nonces = Brief, state = Brief)]
struct ThreeTimes;

#[token_auth]
struct Bearer;

#[token_auth(subprotocol = "bearer.")]
struct Subprotocol;

#[get_password(auth = [Basic, Digest, ThreeTimes])]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "Jäsøn" => Some("pässwörd"),
        _ => None,
    }
}

#[verify_token(auth = [Bearer, Subprotocol])]
fn verify_token(token: &str) -> Option<String> {
    (token == "hello").then(|| "john".to_owned())
}

/// Greets by a message, and waits until the client has done with it.
async fn socket(user: CurrentUser<String>, upgrade: WebSocketUpgrade) -> Response {
    upgrade
        .protocols(["chat"])
        .on_upgrade(async move |mut socket| {
            let _ = socket.send(Message::text(format!("Hello, {user}!"))).await;
            while let Some(Ok(_)) = socket.recv().await {}
        })
}

fn routes() -> Router {
    let brief = guard(ThreeTimes).with_state(Brief::default());
    Router::new()
        .route("/brief", any(socket).layer(brief))
        .route("/basic", any(socket).layer(guard(Basic)))
        .route("/digest", any(socket).layer(guard(Digest)))
        .route("/token", any(socket).layer(guard(Bearer)))
        .route("/subprotocol", any(socket).layer(guard(Subprotocol)))
}

/// Lets the client open a WebSocket by each scheme, after it was refused one, and by a name that is not ASCII.
fn check(name: &str, command: &mut Command) {
    let Some(mut client) = Script::start(name, command) else {
        return;
    };
    let server = Server::start(routes());
    let mut cells = Vec::new();
    let mut refused = Vec::new();
    for scheme in ["basic", "digest", "token", "subprotocol"] {
        let url = format!("ws://{}/{scheme}", server.address());
        refused.push(client.ask(&[scheme, "john", "wrong", &url]).remove(0));
        cells.push(opens(&mut client, &server, scheme, ("john", "hello")));
    }
    let best = if cells[1] == "401" { "basic" } else { "digest" };
    let user = ("Jäsøn", "pässwörd");
    cells.push(opens(&mut client, &server, best, user));
    refused.dedup();
    cells.push(refused.join(", "));
    compare_rows("WebSocket", &client, &[cells]);
}

/// Returns `yes` if the client gets the greeting, or what it gets, and the status if that opens a WebSocket.
fn opens(
    client: &mut Script,
    server: &Server,
    scheme: &str,
    (user, password): (&str, &str),
) -> String {
    let url = format!("ws://{}/{scheme}", server.address());
    server.seen();
    let answer = client.ask(&[scheme, user, password, &url]).remove(0);
    // Over HTTP/2 a WebSocket opens by 200.
    let seen = server.seen();
    let opened = seen.iter().find(|seen| [101, 200].contains(&seen.status));
    match opened.map(|seen| seen.status) {
        Some(_) if answer == format!("Hello, {user}!") => "yes".to_owned(),
        Some(status) => format!("{answer} after {status}"),
        None => answer,
    }
}

fn python(file: &str) -> Command {
    let mut python = command(script("python/venv/bin/python"));
    python
        .arg(script("programs").join(file))
        .arg(std::env::temp_dir());
    python
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn websockets() {
    check("websockets", &mut python("websockets_client.py"));
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn websocket_client() {
    check("websocket-client", &mut python("websocket_client.py"));
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn niquests() {
    check("niquests, HTTP/1.1", &mut python("niquests_socket.py"));
}

/// A session opens one WebSocket after the other, and its nonce gets stale.
#[test]
#[ignore = "for `.ci/run clients`"]
fn a_session_of_niquests() {
    let Some(mut client) = Script::start("niquests", &mut python("niquests_socket.py")) else {
        return;
    };
    let server = Server::start(routes());
    let url = format!("ws://{}/brief", server.address());
    let login = ["digest", "john", "hello"];
    let answers = client.ask(&[&login[..], &[url.as_str(); 8]].concat());
    assert_eq!(answers, ["Hello, john!"; 8]);
    let seen = server.seen();
    let told = seen.iter().filter(|seen| seen.stale).count();
    assert_eq!((told, nonces(&seen)), (2, 3), "{seen:?}");
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn niquests_over_http2() {
    check("niquests, HTTP/2", python("niquests_socket.py").arg("2"));
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn tokio_tungstenite() {
    check("tokio-tungstenite", &mut rust_program("tungstenite"));
}

#[test]
#[ignore = "for `.ci/run clients`"]
fn ws() {
    check("ws", command("node").arg(script("node/ws.mjs")));
}
