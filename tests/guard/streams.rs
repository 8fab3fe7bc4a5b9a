//! Exchanges that do not end with a response, such as upgrades to WebSocket, streams of events, and bodies in parts.

use std::convert::Infallible;

use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::extract::{Multipart, multipart::MultipartError};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use axum::{Router, routing::any};
use futures_util::stream::{self, Stream};
use httpauth::{CurrentUser, Reason, basic_auth, guard, login_required, verify_password};
use httpauth_tests::{Call, Connection, Server, basic};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

/// Sends one message back, and goes.
async fn echo(mut socket: WebSocket) {
    if let Some(Ok(message)) = socket.recv().await {
        // The client may be gone.
        let _ = socket.send(message).await;
    }
}

#[login_required]
async fn socket(user: CurrentUser<String>, upgrade: WebSocketUpgrade) -> Response {
    drop(user);
    upgrade.on_upgrade(echo)
}

#[login_required(optional)]
async fn open_socket(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(echo)
}

async fn plain_socket(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(echo)
}

fn sockets() -> Router {
    let behind_a_layer = Router::new()
        .route("/layer", any(plain_socket))
        .layer(guard(Auth));
    Router::new()
        .route("/socket", any(socket))
        .route("/open", any(open_socket))
        .merge(behind_a_layer)
}

fn upgrade(path: &str, credentials: &str) -> String {
    let fields = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                  Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    format!("GET {path} HTTP/1.1\r\nHost: x\r\n{fields}{credentials}\r\n")
}

/// A client's frame of text (RFC 6455 section 5.2), masked with nothing but zeros.
const HI: &[u8] = b"\x81\x82\0\0\0\0hi";

/// Sends a message over the upgraded connection, and asserts that it comes back.
async fn assert_echo(mut connection: Connection) {
    connection.write(HI).await;
    let rest = connection.rest().await;
    assert!(rest.starts_with(b"\x81\x02hi"), "{rest:?}");
}

/// The handshake is guarded like any request, and the answer that leaves HTTP is as the handler made it.
#[tokio::test]
async fn a_websocket_is_guarded_before_its_upgrade() {
    let server = Server::start(sockets()).await;
    let john = format!("Authorization: {}\r\n", basic("john", "hello"));
    let wrong = format!("Authorization: {}\r\n", basic("john", "bye"));
    for (path, credentials, status) in [
        ("/socket", &*john, StatusCode::SWITCHING_PROTOCOLS),
        ("/socket", "", StatusCode::UNAUTHORIZED),
        ("/socket", &wrong, StatusCode::UNAUTHORIZED),
        ("/layer", &john, StatusCode::SWITCHING_PROTOCOLS),
        ("/layer", "", StatusCode::UNAUTHORIZED),
        ("/open", &john, StatusCode::SWITCHING_PROTOCOLS),
        ("/open", "", StatusCode::SWITCHING_PROTOCOLS),
        ("/open", &wrong, StatusCode::UNAUTHORIZED),
    ] {
        let mut connection = server.connect().await;
        connection.write(upgrade(path, credentials)).await;
        let answer = connection.head().await;
        assert_eq!(answer.status, status, "{path} {credentials}");
        if status == StatusCode::SWITCHING_PROTOCOLS {
            assert!(answer.values("cache-control").is_empty());
            assert!(answer.values("vary").is_empty());
            assert_echo(connection).await;
        } else {
            assert_eq!(answer.challenges(), [CHALLENGE]);
        }
    }
    server.stop().await;
}

#[login_required]
async fn events(user: CurrentUser<String>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = [user.0, "end".to_owned()].map(|text| Ok(Event::default().data(text)));
    Sse::new(stream::iter(events))
}

#[login_required]
async fn upload(user: CurrentUser<String>, mut parts: Multipart) -> Result<String, MultipartError> {
    let mut names = vec![user.0];
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        names.push(format!("{name} {}", part.bytes().await?.len()));
    }
    Ok(names.join("; "))
}

/// A stream stays one, and keeps what axum says of it to caches.
#[tokio::test]
async fn a_stream_of_events_is_guarded() {
    let app: Router = Router::new().route("/", get(events));
    let answer = Call::get("/").send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    let answer = Call::get("/").basic("john", "hello").send(&app).await;
    answer.assert_ok("data: john\n\ndata: end\n\n");
    assert_eq!(answer.values("content-type"), ["text/event-stream"]);
    assert_eq!(answer.values("cache-control"), ["no-cache"]);
}

const PARTS: &str = "--b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n123\r\n\
                     --b\r\nContent-Disposition: form-data; name=\"two\"\r\n\r\n\r\n--b--\r\n";

#[tokio::test]
async fn a_body_in_parts_is_guarded() {
    let app: Router = Router::new().route("/", post(upload));
    let call = |body: &'static str| {
        let call = Call::new(Method::POST, "/").body(body);
        call.header("content-type", "multipart/form-data; boundary=b")
    };
    let answer = call(PARTS).send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    let answer = call(PARTS).basic("john", "hello").send(&app).await;
    answer.assert_ok("john; one 3; two 0");
    let answer = call("no parts").basic("john", "hello").send(&app).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
