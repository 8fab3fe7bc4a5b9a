//! Bearer tokens, and API keys in a field of their own.
//!
//! ```sh
//! cargo run -p example-token-auth
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -H 'Authorization: Bearer secret-token-1' http://127.0.0.1:3000/   # Hello, john!
//! curl -H 'Authorization: Bearer secret-token-2' http://127.0.0.1:3000/   # Hello, susan!
//! curl -H 'Authorization: Bearer secret-token' http://127.0.0.1:3000/     # Unauthorized Access
//! curl -H 'X-API-Key: secret-token-1' http://127.0.0.1:3000/job           # Hello, john!
//! ```

use axum::{Router, routing::get};
use httpauth::{CurrentUser, constant_time_eq, login_required, token_auth, verify_token};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[token_auth]
struct Auth;

/// The same tokens in the field `X-API-Key`, for clients that cannot set `Authorization`.
#[token_auth(header = "X-API-Key", scheme = "ApiKey")]
struct ApiKey;

const TOKENS: [(&str, &str); 2] = [("secret-token-1", "john"), ("secret-token-2", "susan")];

/// Verifies the tokens of both auth objects.
#[verify_token(auth = [Auth, ApiKey])]
fn verify_token(token: &str) -> Option<&'static str> {
    let known = TOKENS.iter().find(|(known, _)| {
        // The time it takes must not tell how much of a token was right.
        constant_time_eq(known, token)
    });
    known.map(|(_, user)| *user)
}

#[login_required]
async fn index(user: CurrentUser<&'static str>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = ApiKey)]
async fn job(user: CurrentUser<&'static str>) -> String {
    format!("Hello, {user}!")
}

fn app() -> Router {
    Router::new().route("/", get(index)).route("/job", get(job))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
