//! API keys in a field of their own. They are shown once, to the users they are made for, and stored hashed. The crate
//! `prefixed-api-key` makes and checks them.
//!
//! ```sh
//! cargo run -p example-api-keys
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -H "X-API-Key: $(curl -s -X POST -u john:hello http://127.0.0.1:3000/keys)" http://127.0.0.1:3000/   # Working for john
//! curl -H "X-API-Key: guessed" http://127.0.0.1:3000/     # Unauthorized Access
//! curl -H "X-API-Key;" http://127.0.0.1:3000/             # Unauthorized Access
//! curl http://127.0.0.1:3000/                             # Unauthorized Access
//! curl -u john:hello http://127.0.0.1:3000/keys           # 1 (90 days)
//! curl -X DELETE -u susan:bye http://127.0.0.1:3000/keys/1    # no such key
//! curl -X POST -u john:hello -H "Sec-Fetch-Site: cross-site" -w "%{http_code}" http://127.0.0.1:3000/keys   # 403
//! ```
//!
//! A key expires. Before it does, its owner makes another one, gives it to the programs, and deletes the first. Meanwhile
//! both keys work:
//!
//! ```sh
//! curl -H "X-API-Key: $(curl -s -X POST -u john:hello http://127.0.0.1:3000/keys)" http://127.0.0.1:3000/   # Working for john
//! curl -u john:hello http://127.0.0.1:3000/keys           # 1 (90 days), 2 (90 days)
//! curl -X POST -u john:hello http://127.0.0.1:3000/keys   # 2 keys are live, delete one of them first
//! curl -X DELETE -u john:hello http://127.0.0.1:3000/keys/1   # deleted
//! curl -u john:hello http://127.0.0.1:3000/keys           # 2 (90 days)
//! ```

use std::time::SystemTime;

use axum::Router;
use axum::extract::{FromRef, Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{delete, get};
use httpauth::password::{self, Overloaded};
use httpauth::{
    CurrentUser, basic_auth, login_required, token_auth, verify_password, verify_token,
};
use tokio::net::TcpListener;
use tower_http::csrf::CsrfLayer;

use keys::{CreateError, Keys};

mod keys;
#[cfg(test)]
mod tests;

/// The hashes that `password::hash("hello")` and `password::hash("bye")` made. In real life they come from a database.
const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";
const SUSAN: &str = "$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE";

/// The state of the router.
#[derive(Clone, Default)]
struct AppState {
    keys: Keys,
}

impl FromRef<AppState> for Keys {
    fn from_ref(state: &AppState) -> Self {
        state.keys.clone()
    }
}

/// The auth object of people, who have a password, and make and delete keys.
#[basic_auth]
struct People;

#[verify_password(auth = People)]
async fn verify_password(username: &str, password: &str) -> Result<bool, Overloaded> {
    let stored = match username {
        "john" => Some(JOHN),
        "susan" => Some(SUSAN),
        _ => None,
    };
    password::verify(password, stored).await
}

/// The auth object of programs, which have a key, and can only do their work with it.
#[token_auth(header = "X-API-Key", scheme = "ApiKey", state = AppState)]
struct Programs;

#[verify_token(auth = Programs)]
fn verify_key(key: &str, State(keys): State<Keys>) -> Option<String> {
    keys.owner(key, SystemTime::now())
}

#[login_required(auth = Programs)]
async fn work(owner: CurrentUser<String>) -> String {
    format!("Working for {owner}")
}

/// Returns the new key. It is never shown again, since the stored hash does not tell it.
#[login_required(auth = People)]
async fn create_key(user: CurrentUser<String>, State(keys): State<Keys>) -> impl IntoResponse {
    let (status, body) = match keys.create(&user, SystemTime::now()) {
        Ok(key) => (StatusCode::CREATED, key),
        Err(error @ CreateError::TooMany) => (StatusCode::CONFLICT, error.to_string()),
        Err(CreateError::NoRandomBytes(_)) => (StatusCode::SERVICE_UNAVAILABLE, String::new()),
    };
    // No cache may keep a secret.
    (status, [(header::CACHE_CONTROL, "no-store")], body)
}

#[login_required(auth = People)]
async fn list_keys(user: CurrentUser<String>, State(keys): State<Keys>) -> String {
    let keys = keys.of(&user, SystemTime::now());
    let keys = keys.iter().map(|(id, days)| format!("{id} ({days} days)"));
    keys.collect::<Vec<_>>().join(", ")
}

#[login_required(auth = People)]
async fn delete_key(
    user: CurrentUser<String>,
    State(keys): State<Keys>,
    Path(id): Path<u32>,
) -> (StatusCode, &'static str) {
    if keys.delete(&user, id) {
        (StatusCode::OK, "deleted")
    } else {
        (StatusCode::NOT_FOUND, "no such key")
    }
}

fn app() -> Router {
    Router::new()
        .route("/", get(work))
        .route("/keys", get(list_keys).post(create_key))
        .route("/keys/{id}", delete(delete_key))
        .with_state(AppState::default())
        // A browser adds the password to a form of any page. This refuses what a page of another origin sends.
        .layer(CsrfLayer::new())
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
