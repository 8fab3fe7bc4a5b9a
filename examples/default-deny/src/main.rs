//! Default deny: a handler that is neither guarded nor public does not compile.
//!
//! ```sh
//! cargo run -p example-default-deny
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl http://127.0.0.1:3000/health                     # ok
//! curl http://127.0.0.1:3000/                           # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/             # Hello, john!
//! curl -u john:hello http://127.0.0.1:3000/reports      # Unauthorized Access
//! curl -u susan:bye http://127.0.0.1:3000/reports       # All is well, susan.
//! curl http://127.0.0.1:3000/metrics                    # requests 1
//! curl http://127.0.0.1:3000/elsewhere                  # There is nothing at /elsewhere.
//! ```
//!
//! The routers are `httpauth::routing`'s. Take `#[login_required]` or `#[public]` off a handler, and it does not compile.

use axum::http::{StatusCode, Uri};
use httpauth::routing::{Router, get};
use httpauth::{
    CurrentUser, basic_auth, get_password, get_user_roles, guard, login_required, public,
};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[basic_auth]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "susan" => Some("bye"),
        _ => None,
    }
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &'static str {
    if username == "susan" { "admin" } else { "user" }
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[public(reason = "load balancers ask it")]
async fn health() -> &'static str {
    "ok"
}

#[public]
async fn missing(uri: Uri) -> (StatusCode, String) {
    (StatusCode::NOT_FOUND, format!("There is nothing at {uri}."))
}

#[login_required(role = "admin")]
struct AdminsOnly;

/// The guard over its router decides about this handler, so it needs no attribute.
async fn reports(user: CurrentUser<String>) -> String {
    format!("All is well, {user}.")
}

/// A router as another crate might make it, which knows nothing of `httpauth`.
fn metrics() -> axum::Router {
    axum::Router::new().route("/metrics", axum::routing::get("requests 1"))
}

fn app() -> Router {
    let admin = axum::Router::new().route("/", axum::routing::get(reports));
    Router::new()
        .route("/", get(index))
        .route("/health", get(health))
        .nest("/reports", Router::guarded(guard(AdminsOnly), admin))
        .undecided(|router| router.merge(metrics()))
        .fallback(missing)
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
