//! Your own error responses, which are JSON for 401 and 403, whoever refuses, and a 503 while the user store is down.
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
//! curl -u john:hello http://127.0.0.1:3000/   # {"error":"the user lacks a role or a permission","status":403}
//! curl -u susan:bye http://127.0.0.1:3000/todos/2   # {"error":"not your todo","status":403}
//! curl -u locked:x http://127.0.0.1:3000/     # {"error":"the account is locked","status":401}
//! curl -u offline:x http://127.0.0.1:3000/    # {"error":"the user store is down","status":503}
//! ```

use axum::extract::Path;
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

/// The errors of the program.
enum Error {
    /// The failure of the program's own user store.
    StoreDown,
    /// A refusal, which the guard answers by the error handler.
    Refused(AuthError),
}

impl From<AuthError> for Error {
    fn from(error: AuthError) -> Self {
        Self::Refused(error)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::StoreDown => {
                let status = StatusCode::SERVICE_UNAVAILABLE;
                (status, body(status, "the user store is down")).into_response()
            }
            Self::Refused(error) => error.into_response(),
        }
    }
}

/// Returns the password of a user. An error of a callback is the response, and only an `AuthError` is a 401. Looking up
/// `offline` stands for a store that is down.
#[get_password]
async fn get_password(username: &str) -> Result<Option<&'static str>, Error> {
    match username {
        "offline" => Err(Error::StoreDown),
        "locked" => Err(AuthError::unauthorized().because("the account is locked"))?,
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

/// Shows a todo to its owner. Susan's is the first one.
#[login_required]
async fn todo(user: CurrentUser<String>, Path(id): Path<u32>) -> Result<&'static str, Error> {
    match (user.as_str(), id) {
        ("susan", 1) => Ok("write tests"),
        _ => Err(AuthError::forbidden().because("not your todo"))?,
    }
}

fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/todos/{id}", get(todo))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
