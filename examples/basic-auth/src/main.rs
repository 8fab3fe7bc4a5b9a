//! Basic authentication with a user, a password and a greeting.
//!
//! ```sh
//! cargo run -p example-basic-auth
//! ```
//!
//! Then, in another terminal, or with a browser, which prompts for the password:
//!
//! ```sh
//! curl -u john:hello http://127.0.0.1:3000/   # Hello, john!
//! curl -u susan:bye http://127.0.0.1:3000/    # Hello, susan!
//! curl -u john:bye http://127.0.0.1:3000/     # Unauthorized Access
//! curl http://127.0.0.1:3000/                 # Unauthorized Access
//! ```

use axum::{Router, routing::get};
use httpauth::password::{self, Overloaded};
use httpauth::{CurrentUser, basic_auth, login_required, verify_password};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[basic_auth]
struct Auth;

/// The hashes that `password::hash("hello")` and `password::hash("bye")` made. In real life they come from a database.
const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";
const SUSAN: &str = "$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE";

/// Verifies a password. Unknown users are verified too, so that the time it takes does not tell who is known.
#[verify_password]
async fn verify_password(username: &str, password: &str) -> Result<bool, Overloaded> {
    let stored = match username {
        "john" => Some(JOHN),
        "susan" => Some(SUSAN),
        _ => None,
    };
    password::verify(password, stored).await
}

#[login_required]
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
