//! Your own error responses, which are JSON for 401 and 403, and a 503 while the user store is down.
//!
//! ```sh
//! cargo run -p example-custom-errors
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -u susan:bye http://127.0.0.1:3000/    # Hello, susan!
//! curl http://127.0.0.1:3000/                 # {"error":"the request has no credentials","status":401}
//! curl -u susan:no http://127.0.0.1:3000/     # {"error":"the credentials are not valid","status":401}
//! curl -u john:hello http://127.0.0.1:3000/   # {"error":"the user lacks the role","status":403}
//! curl -u offline:x http://127.0.0.1:3000/    # {"error":"the user store is down","status":503}
//! ```

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing::get};
use httpauth::{
    AuthError, CurrentUser, basic_auth, error_handler, get_password, get_user_roles, login_required,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[basic_auth]
struct Auth;

/// Returns the body of every error, whether the library or the program found it.
fn body(status: StatusCode, error: &str) -> Json<Value> {
    Json(json!({ "status": status.as_u16(), "error": error }))
}

/// Says what is wrong with the request. It returns a body alone, since status and challenge come from the error.
#[error_handler]
fn error_handler(error: AuthError) -> Json<Value> {
    body(error.status(), &error.to_string())
}

/// The failure of the program's own user store.
struct StoreDown;

impl IntoResponse for StoreDown {
    fn into_response(self) -> Response {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        (status, body(status, "the user store is down")).into_response()
    }
}

/// Returns the password of a user. An error of a callback is the response, and never a 401. Looking up `offline` stands
/// for a store that is down.
#[get_password]
async fn get_password(username: &str) -> Result<Option<&'static str>, StoreDown> {
    match username {
        "offline" => Err(StoreDown),
        "john" => Ok(Some("hello")),
        "susan" => Ok(Some("bye")),
        _ => Ok(None),
    }
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &'static str {
    if username == "susan" { "admin" } else { "user" }
}

#[login_required(role = "admin")]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

fn app() -> Router {
    Router::new().route("/", get(index))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
