//! Digest authentication, by which the client proves that it knows the password and never sends it.
//!
//! ```sh
//! cargo run -p example-digest-auth
//! ```
//!
//! Then, in another terminal, or with a browser, which prompts for the password:
//!
//! ```sh
//! curl --digest -u john:hello http://127.0.0.1:3000/         # Hello, john!
//! curl --digest -u susan:bye http://127.0.0.1:3000/          # Hello, susan!
//! curl --digest -u susan:bye http://127.0.0.1:3000/stored   # Hello, susan! Your password is not stored.
//! curl --digest -u john:bye http://127.0.0.1:3000/           # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/                  # Unauthorized Access
//! ```

use std::sync::LazyLock;

use axum::{Router, routing::get};
use httpauth::{CurrentUser, digest_auth, get_password, login_required};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[digest_auth]
struct Auth;

/// Returns the password of a user. Digest has to know it, since the client never sends it.
#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "susan" => Some("bye"),
        _ => None,
    }
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// The auth object with stored hashes instead of passwords. A hash is good for this realm and this algorithm alone.
#[digest_auth(realm = "Stored", algorithm = "SHA-256", ha1)]
struct Stored;

/// The hashes that a program would have in its database since the users signed up.
static USERS: LazyLock<[(&str, String); 1]> =
    LazyLock::new(|| [("susan", Stored::ha1("susan", "bye"))]);

#[get_password(auth = Stored)]
fn get_ha1(username: &str) -> Option<String> {
    let user = USERS.iter().find(|(name, _)| *name == username);
    user.map(|(_, ha1)| ha1.clone())
}

#[login_required(auth = Stored)]
async fn stored(user: CurrentUser<String>) -> String {
    format!("Hello, {user}! Your password is not stored.")
}

fn app() -> Router {
    Router::new()
        .route("/", get(index))
        .route("/stored", get(stored))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
