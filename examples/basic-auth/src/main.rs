//! Basic authentication: a user, a password, a greeting.
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
use httpauth::{CurrentUser, basic_auth, get_password, login_required};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[basic_auth]
struct Auth;

/// The stored password of a user. The given one is compared with it in constant time.
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
