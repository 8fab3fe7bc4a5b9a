#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::post;
use axum::{Form, Json};
use example_access_tokens::AccessToken;
use example_interop::Provider;
use httpauth::testing;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;

const ISSUER: &str = "https://as.example";
const RESOURCE: &str = "https://todos.example";

fn service(issuer: &str, jwks_uri: String, introspection_uri: String) -> Router {
    let trust = Trust {
        issuer: issuer.to_owned(),
        jwks_uri,
        audience: RESOURCE.to_owned(),
    };
    let account = Account {
        uri: introspection_uri,
        client_id: "resource".to_owned(),
        client_secret: "secret".to_owned(),
    };
    app(AppState::new(trust, account).unwrap())
}

/// Sends a request. Returns the status, the challenge and the body.
async fn send(service: &Router, request: Builder, body: &str) -> (u16, String, String) {
    let request = request.header(CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let (head, body) = service.clone().oneshot(request).await.unwrap().into_parts();
    let challenge = head.headers.get(WWW_AUTHENTICATE);
    let challenge = challenge.map_or("", |challenge| challenge.to_str().unwrap());
    let body = to_bytes(body, 4096).await.unwrap().to_vec();
    (
        head.status.as_u16(),
        challenge.to_owned(),
        String::from_utf8(body).unwrap(),
    )
}

fn todos(token: &str) -> Builder {
    Request::get("/todos").header(AUTHORIZATION, testing::bearer(token))
}

#[tokio::test]
async fn routes_need_scopes() {
    let nowhere = || format!("{ISSUER}/nowhere");
    let service = service(ISSUER, nowhere(), nowhere());
    for (scope, method, body, status, needed) in [
        ("todos:read", "GET", "", 200, ""),
        ("todos:read", "POST", r#""rest""#, 403, "todos:write"),
        ("todos:read", "DELETE", "", 403, "todos:write"),
        ("todos:write", "POST", r#""rest""#, 201, ""),
        ("todos:write", "GET", "", 403, "todos:read"),
        ("todos:write", "DELETE", "", 204, ""),
        ("todos:reader", "GET", "", 403, "todos:read"),
        ("", "GET", "", 403, "todos:read"),
    ] {
        let login = testing::login(Auth, AccessToken::new("susan".to_owned(), scope));
        let service = service.clone().layer(login);
        let request = Request::builder().method(method).uri("/todos");
        let (found, challenge, _) = send(&service, request, body).await;
        assert_eq!(found, status, "{scope} {method}");
        let names = challenge.contains(&format!(r#"scope="{needed}""#));
        assert_eq!(names, status == 403, "{scope} {method}: {challenge}");
    }
    // A client without a token learns the scope too, and where to get a token.
    let (_, challenge, _) = send(&service, Request::get("/todos"), "").await;
    for part in [
        "todos:read",
        "https://todos.example/.well-known/oauth-protected-resource",
    ] {
        assert!(challenge.contains(&format!("\"{part}\"")), "{challenge}");
    }
    let document = Request::get("/.well-known/oauth-protected-resource");
    let (_, _, document) = send(&service, document, "").await;
    let document: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["authorization_servers"], json!([ISSUER]));
    assert_eq!(
        document["scopes_supported"],
        json!(["todos:read", "todos:write"])
    );
}

/// The introspection endpoint of an authorization server. It answers the same about every token.
#[derive(Clone, Default)]
struct Server {
    answer: Arc<Mutex<Value>>,
    asked: Arc<AtomicUsize>,
}

impl Server {
    /// Starts the server, and returns it with a service that asks it.
    async fn start() -> (Self, Router) {
        let server = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let uri = format!("http://{}/", listener.local_addr().unwrap());
        let app = axum::Router::new().route("/", post(Self::introspect));
        let app = app.with_state(server.clone());
        tokio::spawn(axum::serve(listener, app).into_future());
        (server, service(ISSUER, uri.clone(), uri))
    }

    /// Answers to our account alone. Without an answer the server fails, whatever the body of the error says.
    async fn introspect(
        State(server): State<Self>,
        head: HeaderMap,
        Form(question): Form<Value>,
    ) -> (StatusCode, Json<Value>) {
        server.asked.fetch_add(1, Relaxed);
        assert_eq!(head[AUTHORIZATION], testing::basic("resource", "secret"));
        assert_eq!(question["token_type_hint"], "access_token");
        let answer = server.answer.lock().unwrap().clone();
        if answer.is_null() {
            return (StatusCode::BAD_GATEWAY, Json(about("active", true)));
        }
        (StatusCode::OK, Json(answer))
    }

    fn answers(&self, answer: Value) {
        *self.answer.lock().unwrap() = answer;
    }

    fn asked(&self) -> usize {
        self.asked.load(Relaxed)
    }
}

fn now() -> u64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()
}

/// Returns the answer about a good token, with another value of one member.
fn about(member: &str, value: impl Into<Value>) -> Value {
    let mut answer = json!({
        "active": true,
        "sub": "susan",
        "scope": "todos:read",
        "iss": ISSUER,
        "aud": RESOURCE,
        "exp": now() + 60,
        "token_type": "Bearer",
    });
    answer[member] = value.into();
    answer
}

#[tokio::test]
async fn the_server_tells_which_opaque_tokens_are_good() {
    let (server, service) = Server::start().await;
    for (number, (answer, status)) in [
        (about("active", true), 200),
        (about("aud", json!(["x", RESOURCE])), 200),
        (about("iss", Value::Null), 200),
        (about("exp", Value::Null), 200),
        (about("token_type", "bearer"), 200),
        (
            json!({ "active": true, "client_id": "robot", "aud": RESOURCE, "scope": "todos:read" }),
            200,
        ),
        (about("scope", "todos:write"), 403),
        (about("active", false), 401),
        (json!({ "active": false }), 401),
        (about("aud", "https://elsewhere.example"), 401),
        (about("aud", json!(["x", "y"])), 401),
        (about("aud", Value::Null), 401),
        (about("iss", "https://as.example.net"), 401),
        (about("exp", now()), 401),
        (about("sub", Value::Null), 401),
        (about("token_type", "refresh_token"), 401),
        (json!([]), 503),
        (Value::Null, 503),
    ]
    .into_iter()
    .enumerate()
    {
        server.answers(answer.clone());
        let token = format!("opaque{number}");
        assert_eq!(
            send(&service, todos(&token), "").await.0,
            status,
            "{answer}"
        );
        assert_eq!(server.asked(), number + 1, "{answer}");
    }
}

/// A good answer is remembered, and no other.
#[tokio::test]
async fn good_answers_are_remembered() {
    let (server, service) = Server::start().await;
    for (answer, status, asked) in [
        (Value::Null, 503, 1),
        (about("active", false), 401, 2),
        (about("active", true), 200, 3),
        (about("active", false), 200, 3),
        (Value::Null, 200, 3),
    ] {
        server.answers(answer);
        assert_eq!(send(&service, todos("opaque"), "").await.0, status);
        assert_eq!(server.asked(), asked);
    }
    assert_eq!(send(&service, todos("another"), "").await.0, 503);
}

/// Tokens of an authorization server that others wrote, in both forms.
#[tokio::test]
async fn tokens_of_a_real_server() {
    let Some(provider) = Provider::start(&["todos:read", "todos:write"]).await else {
        return;
    };
    let service = service(
        &provider.issuer,
        provider.jwks_uri(),
        provider.introspection_uri(),
    );
    for (client, audience, scope, status) in [
        ("good", RESOURCE, "todos:read todos:write", 200),
        ("opaque", RESOURCE, "todos:read todos:write", 200),
        ("good", RESOURCE, "todos:write", 403),
        ("opaque", RESOURCE, "todos:write", 403),
        ("good", "https://elsewhere.example", "todos:read", 401),
        ("opaque", "https://elsewhere.example", "todos:read", 401),
        ("expired", RESOURCE, "todos:read", 401),
    ] {
        let token = provider.token(client, audience, scope).await;
        let (found, _, _) = send(&service, todos(&token), "").await;
        assert_eq!(found, status, "{client} {audience} {scope}");
    }
    assert_eq!(send(&service, todos("unknown"), "").await.0, 401);
}
