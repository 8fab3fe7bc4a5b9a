//! The token in a WebSocket subprotocol, which the guard takes out before the handler chooses one.

use axum::body::Body;
use axum::extract::WebSocketUpgrade;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::response::Response;
use axum::{Router, routing::any};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use httpauth::{
    CurrentUser, Reason, basic_auth, error_handler, guard, login_required, multi_auth, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Http2, Server};
use hyper::ext::Protocol;

#[token_auth(subprotocol = "bearer.")]
struct Auth;

#[token_auth(scheme = "Key", bare, subprotocol = "key.")]
struct Bare;

#[token_auth]
struct Plain;

#[basic_auth]
struct Basic;

#[multi_auth(Basic, Auth, Bare)]
struct Multi;

/// A token is its user's name.
#[verify_token(auth = [Auth, Bare, Plain])]
fn verify_token(token: &str, headers: HeaderMap) -> Option<String> {
    let mut fields = headers.iter();
    let hidden =
        fields.all(|(_, value)| value.is_sensitive() || !value.as_bytes().ends_with(b"john"));
    assert!(hidden, "{headers:?}");
    token.ends_with("john").then(|| token.to_owned())
}

/// Sees no token, whatever was wrong with it.
#[error_handler(auth = [Auth, Bare, Basic])]
fn error_handler(_: StatusCode, headers: HeaderMap) {
    let mut fields = headers.get_all("sec-websocket-protocol").iter();
    let hides = |field: &HeaderValue| field.is_sensitive() || !field.as_bytes().contains(&b'.');
    let is_handshake = headers.contains_key("connection");
    assert!(!is_handshake || fields.all(hides), "{headers:?}");
}

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> Option<String> {
    None
}

/// Answers with the user and the subprotocols that are left, one line for each field.
async fn offered(user: CurrentUser<String>, headers: HeaderMap) -> String {
    let fields = headers.get_all("sec-websocket-protocol").iter();
    let fields: Vec<_> = fields.map(|field| field.to_str().unwrap()).collect();
    format!("{user}: {}", fields.join("\n"))
}

#[login_required]
async fn index(user: CurrentUser<String>, headers: HeaderMap) -> String {
    offered(user, headers).await
}

#[login_required(auth = Multi)]
async fn multi(user: CurrentUser<String>, headers: HeaderMap) -> String {
    offered(user, headers).await
}

#[login_required(auth = Plain)]
async fn plain(user: CurrentUser<String>, headers: HeaderMap) -> String {
    offered(user, headers).await
}

#[login_required]
async fn socket(user: CurrentUser<String>, upgrade: WebSocketUpgrade) -> Response {
    let upgrade = upgrade.protocols(["chat"]);
    assert_eq!(user.as_str(), "john");
    upgrade.on_upgrade(async |_| ())
}

fn app() -> Router {
    let behind = Router::new()
        .route("/index", any(index))
        .route("/layer", any(offered));
    Router::new()
        .nest("/behind", behind.layer(guard(Auth)))
        .route("/", any(index))
        .route("/multi", any(multi))
        .route("/plain", any(plain))
        .route("/socket", any(socket))
}

fn handshake(path: &str) -> Call {
    Call::get(path)
        .header("Connection", "Upgrade")
        .header("Upgrade", "WebSocket")
}

fn token(prefix: &str, token: &str) -> String {
    format!("{prefix}{}", BASE64_URL_SAFE_NO_PAD.encode(token))
}

const FIELD: &str = "Sec-WebSocket-Protocol";

/// The rest stays as the client wrote it.
#[tokio::test]
async fn the_token_is_taken_out() {
    let app = app();
    let john = token("bearer.", "john");
    let odd = token("bearer.", "?>~+/=john");
    for (fields, expected) in [
        (vec![format!("chat, {john}")], "john: chat"),
        (vec![format!("{john},chat")], "john: chat"),
        (vec![format!("v2 ,  {john} , v1,x")], "john: v2 , v1,x"),
        (
            vec!["chat".to_owned(), john.clone(), "v1 , v2".to_owned()],
            "john: chat\nv1 , v2",
        ),
        (vec![format!("chat,{odd}")], "?>~+/=john: chat"),
        (
            vec![format!("{john}, bearer, Bearer.x")],
            "john: bearer, Bearer.x",
        ),
    ] {
        for path in ["/", "/multi", "/behind/index", "/behind/layer"] {
            let call = fields
                .iter()
                .fold(handshake(path), |call, field| call.header(FIELD, field));
            call.send(&app).await.assert_ok(expected);
        }
    }
    let key = format!("{}, chat", token("key.", "john"));
    handshake("/multi")
        .header(FIELD, key)
        .send(&app)
        .await
        .assert_ok("john: chat");
}

#[tokio::test]
async fn case_141_a_token_that_cannot_be_taken() {
    let app = app();
    let john = token("bearer.", "john");
    let (wrong, twice) = (Reason::WrongSubprotocol, Reason::Repeated);
    for (fields, reason) in [
        (vec![john.clone()], wrong),
        (vec![format!("{john} , ,")], wrong),
        (vec![john.clone(), String::new()], wrong),
        (vec!["chat, bearer.".to_owned()], wrong),
        (vec!["chat, bearer.a".to_owned()], wrong),
        (vec!["chat, bearer.am9obg==".to_owned()], wrong),
        (vec!["chat, bearer.Pj4+".to_owned()], wrong),
        (vec!["chat, bearer.am 9obg".to_owned()], wrong),
        (vec![format!("chat, {}", token("bearer.", "a b"))], wrong),
        (vec![format!("chat, {}", token("bearer.", "a\r\nb"))], wrong),
        (vec!["chat, bearer._w".to_owned()], wrong),
        (vec![format!("chat, {john}, {john}")], twice),
        (vec![format!("{john}, {john}")], twice),
        (vec![format!("chat, {john}"), john.clone()], twice),
        (vec![format!("chat, {john}, bearer.")], twice),
    ] {
        for path in ["/", "/behind/layer"] {
            let call = fields
                .iter()
                .fold(handshake(path), |call, field| call.header(FIELD, field));
            let answer = call.send(&app).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{fields:?}");
            assert_eq!(
                answer.error().map(httpauth::AuthError::reason),
                Some(reason),
                "{fields:?}"
            );
        }
        let call = fields
            .iter()
            .fold(handshake("/multi"), |call, field| call.header(FIELD, field));
        assert_eq!(
            call.send(&app).await.status,
            StatusCode::BAD_REQUEST,
            "{fields:?}"
        );
    }
    let both = format!("chat, {john}");
    for path in ["/", "/multi"] {
        for field in ["Bearer john", "Basic am9objpoZWxsbw==", ""] {
            let call = handshake(path).header(FIELD, &both).authorization(field);
            let answer = call.send(&app).await;
            assert_eq!(
                answer.error().map(httpauth::AuthError::reason),
                Some(twice),
                "{field}"
            );
        }
    }
    let wrong = format!("chat, {}", token("bearer.", "susan"));
    let answer = handshake("/").header(FIELD, wrong).send(&app).await;
    assert_eq!(
        answer.error().map(httpauth::AuthError::reason),
        Some(Reason::Invalid)
    );
}

/// Nothing but a handshake carries a token in it, and only for an object that says so.
#[tokio::test]
async fn case_142_what_is_not_a_handshake() {
    let app = app();
    let field = format!("chat, {}", token("bearer.", "john"));
    let upgrade = |value: &str| Call::get("/").header("Upgrade", value);
    for call in [
        Call::get("/"),
        upgrade("h2c"),
        upgrade("websockets"),
        Call::new(Method::POST, "/").header("Upgrade", "websocket"),
        Call::new(Method::CONNECT, "localhost:80"),
        handshake("/plain"),
    ] {
        let answer = call.header(FIELD, &field).send(&app).await;
        let refused = [StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND];
        assert!(refused.contains(&answer.status), "{answer:?}");
    }
    for upgrade in ["websocket", "h2c, WebSocket"] {
        let call = Call::get("/")
            .header("Upgrade", upgrade)
            .header(FIELD, &field);
        call.send(&app).await.assert_ok("john: chat");
    }
    let usual = handshake("/").header(FIELD, "chat, bearer").bearer("john");
    usual.send(&app).await.assert_ok("john: chat, bearer");
}

/// The handler's `WebSocketUpgrade` never sees the token, over either version of HTTP.
#[tokio::test]
async fn the_handler_selects_another() {
    let server = Server::start(app()).await;
    let field = format!("{}, chat", token("bearer.", "john"));
    let fields = format!(
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \
         dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: {field}\r\n"
    );
    let mut connection = server.connect().await;
    let request = format!("GET /socket HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n");
    connection.write(request).await;
    let answer = connection.head().await;
    assert_eq!(answer.status, StatusCode::SWITCHING_PROTOCOLS);
    assert_eq!(answer.values(FIELD), ["chat"]);
    drop(connection);

    let client = Http2::connect(&server).await;
    let request = |uri: &str, version: Option<&str>| {
        let request = Request::builder()
            .method(Method::CONNECT)
            .uri(uri)
            .header(FIELD, &field);
        let request = version.iter().fold(request, |request, version| {
            request.header("Sec-WebSocket-Version", *version)
        });
        let protocol = Protocol::from_static("websocket");
        request.extension(protocol).body(Body::empty()).unwrap()
    };
    let response = client
        .send(request("http://localhost/socket", Some("13")))
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["sec-websocket-protocol"], "chat");
    drop(response);
    let answer = client
        .send(request("http://localhost/socket", None))
        .await
        .unwrap();
    assert_eq!(Answer::read(answer).await.status, StatusCode::UNAUTHORIZED);
    client.close().await;
    server.stop().await;
}
