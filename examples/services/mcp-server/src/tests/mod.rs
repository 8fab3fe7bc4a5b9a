#![allow(clippy::unwrap_used)]

use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderName, WWW_AUTHENTICATE};
use example_access_tokens::AccessToken;
use httpauth::testing;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;

mod clients;

const RESOURCE: &str = "https://notes.example/mcp";

/// Returns the service of a resource, whose authorization server nobody asks.
fn service() -> Router {
    let trust = Trust {
        issuer: "https://as.example".to_owned(),
        jwks_uri: "https://as.example/jwks".to_owned(),
        audience: RESOURCE.to_owned(),
    };
    app(AppState::new(trust).unwrap()).unwrap()
}

fn message(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params })
}

fn call(tool: &str) -> Value {
    let arguments = json!({ "text": "milk" });
    message(
        "tools/call",
        &json!({ "name": tool, "arguments": arguments }),
    )
}

/// Sends a message as the bearer of a token with these scopes. Returns the status, the challenge and the body.
async fn send(
    scope: &str,
    method: &str,
    body: String,
    field: (&str, &str),
) -> (u16, String, String) {
    let login = testing::login(Auth, AccessToken::new("susan".to_owned(), scope));
    let request = Request::builder().method(method).uri("/mcp");
    let mut request = request
        .header(HOST, "notes.example")
        .header(CONTENT_TYPE, "application/json")
        .header(ACCEPT, "application/json, text/event-stream")
        .body(Body::from(body))
        .unwrap();
    let name: HeaderName = field.0.parse().unwrap();
    request.headers_mut().insert(name, field.1.parse().unwrap());
    let answer = service().layer(login).oneshot(request).await.unwrap();
    let (head, body) = answer.into_parts();
    let challenge = head.headers.get(WWW_AUTHENTICATE);
    let challenge = challenge.map_or("", |challenge| challenge.to_str().unwrap());
    let body = to_bytes(body, 1 << 20).await.unwrap().to_vec();
    (
        head.status.as_u16(),
        challenge.to_owned(),
        String::from_utf8(body).unwrap(),
    )
}

const BOTH: &str = "notes:read notes:write";

/// The body decides about the tool, and neither its form nor the field `Mcp-Name` hides one.
#[tokio::test]
async fn tools_that_write_need_their_scope() {
    let two_names = call("add_note").to_string().replacen(
        r#""name":"add_note""#,
        r#""name":"read_notes","name":"add_note""#,
        1,
    );
    let escaped = call("add_note")
        .to_string()
        .replace("add_note", "add\\u005fnote");
    let name = ("mcp-name", "read_notes");
    for (which, body) in [
        ("a call", call("add_note").to_string()),
        (
            "a batch",
            json!([call("read_notes"), call("add_note")]).to_string(),
        ),
        ("an unknown tool", call("remove_note").to_string()),
        ("no name", message("tools/call", &json!({})).to_string()),
        ("two names", two_names),
        ("escapes", escaped),
    ] {
        let (status, challenge, _) = send("notes:read", "POST", body.clone(), name).await;
        assert_eq!(status, 403, "{which}");
        assert!(
            challenge.contains(r#"error="insufficient_scope""#),
            "{which}: {challenge}"
        );
        assert!(
            challenge.contains(&format!(r#"scope="{BOTH}""#)),
            "{which}: {challenge}"
        );
        let (status, _, _) = send(BOTH, "POST", body, name).await;
        assert_ne!(status, 403, "{which}");
    }
}

#[tokio::test]
async fn tools_work_for_the_scope() {
    let read = call("read_notes").to_string();
    let two_names = read.replacen(r#""name":"#, r#""name":"add_note","name":"#, 1);
    for (scope, message, found) in [
        ("notes:read", read, r#""text":"""#),
        // The tool that was judged is the one that is called.
        ("notes:read", two_names, r#""text":"""#),
        (
            "notes:read",
            message("tools/list", &json!({})).to_string(),
            "read_notes",
        ),
        (BOTH, call("add_note").to_string(), "1 notes"),
    ] {
        let (status, _, body) = send(scope, "POST", message, ("x", "x")).await;
        assert_eq!(status, 200, "{body}");
        assert!(body.contains(found), "{body}");
    }
}

/// Without the scope of readers no method gets through to `rmcp`, whose answers differ.
#[tokio::test]
async fn all_methods_are_guarded() {
    for (method, found) in [("GET", 405), ("DELETE", 405), ("PUT", 405), ("POST", 400)] {
        let body = || "{".to_owned();
        assert_eq!(
            send("notes:write", method, body(), ("x", "x")).await.0,
            403,
            "{method}"
        );
        assert_eq!(
            send("notes:read", method, body(), ("x", "x")).await.0,
            found,
            "{method}"
        );
    }
}

/// The requests of a page, which `rmcp` refuses by itself.
#[tokio::test]
async fn pages_are_no_clients() {
    for field in [("origin", "https://notes.example"), ("host", "127.0.0.1")] {
        let (status, _, _) = send(BOTH, "POST", call("add_note").to_string(), field).await;
        assert_eq!(status, 403, "{field:?}");
    }
}
