//! The choice of the scope by the tool that a request calls.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use example_access_tokens::AccessToken;
use httpauth::{AuthError, CurrentUser};
use serde_json::Value;

use crate::auth::WRITE;

/// The tools that only read. Any other one, and one that does not exist, needs the scope of writers.
const READ_TOOLS: [&str; 1] = ["read_notes"];

/// The longest body in bytes.
const LIMIT: usize = 1 << 20;

/// Lets a request through if its user has the scopes of the tools that it calls. The 403 names the one that is missing.
///
/// The body decides, since it is the body that `rmcp` obeys. The field `Mcp-Name` has the name of the tool too, but not
/// every client sends it, and a client could send another one.
pub(crate) async fn by_tool(
    user: CurrentUser<AccessToken>,
    request: Request,
    next: Next,
) -> Result<Response, AuthError> {
    // Requests of other methods, as the GET for a stream, have no message.
    if request.method() != Method::POST {
        return Ok(next.run(request).await);
    }
    let (mut head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LIMIT).await else {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let Ok(messages) = serde_json::from_slice::<Value>(&body) else {
        return Ok((StatusCode::BAD_REQUEST, "the body is not JSON").into_response());
    };
    let writes = match &messages {
        Value::Array(batch) => batch.iter().any(writes),
        message => writes(message),
    };
    if writes && !user.has(WRITE) {
        return Err(AuthError::forbidden().with_scope(WRITE));
    }
    // The body is written anew, so that another reader cannot see another tool in it, as in `{"name":…,"name":…}`.
    head.headers.remove(CONTENT_LENGTH);
    let request = Request::from_parts(head, Body::from(messages.to_string()));
    Ok(next.run(request).await)
}

/// Returns true if the message calls a tool that does not only read.
fn writes(message: &Value) -> bool {
    let tool = message.pointer("/params/name").and_then(Value::as_str);
    let calls = message.get("method").and_then(Value::as_str) == Some("tools/call");
    calls && !tool.is_some_and(|tool| READ_TOOLS.contains(&tool))
}
