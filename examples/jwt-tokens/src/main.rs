//! JSON Web Tokens that are issued for a password, with an expiry and with the roles as a claim.
//!
//! ```sh
//! cargo run -p example-jwt-tokens
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -H "Authorization: Bearer $(curl -s -u john:hello http://127.0.0.1:3000/token)" http://127.0.0.1:3000/        # Hello, john!
//! curl -H "Authorization: Bearer $(curl -s -u susan:bye http://127.0.0.1:3000/token)" http://127.0.0.1:3000/admin    # Hello susan, you are an admin!
//! curl -H "Authorization: Bearer $(curl -s -u john:hello http://127.0.0.1:3000/token)" http://127.0.0.1:3000/admin   # Unauthorized Access
//! curl -H "Authorization: Bearer a.b.c" http://127.0.0.1:3000/   # Unauthorized Access
//! curl -u john:hullo http://127.0.0.1:3000/token   # Unauthorized Access
//! ```

use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::{FromRef, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Router, routing::get};
use httpauth::password::{self, Overloaded};
use httpauth::{
    CurrentUser, basic_auth, get_user_roles, login_required, token_auth, verify_password,
    verify_token,
};
use tokio::net::TcpListener;

use tokens::{Claims, Role, Tokens};

#[cfg(test)]
mod tests;
mod tokens;

/// The life of a token. It cannot be revoked, so the life is short. The password gets another one.
const LIFE: Duration = Duration::from_secs(15 * 60);

/// The hashes that `password::hash("hello")` and `password::hash("bye")` made. In real life they come from a database.
const JOHN: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";
const SUSAN: &str = "$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE";

/// The state of the router.
#[derive(Clone)]
struct AppState {
    tokens: Tokens,
}

impl FromRef<AppState> for Tokens {
    fn from_ref(state: &AppState) -> Self {
        state.tokens.clone()
    }
}

struct User {
    name: &'static str,
    roles: &'static [Role],
}

/// The auth object of the route that issues tokens.
#[basic_auth]
struct Login;

#[verify_password(auth = Login)]
async fn verify_password(username: &str, password: &str) -> Result<Option<User>, Overloaded> {
    let found = match username {
        "john" => Some(("john", JOHN, [Role::User].as_slice())),
        "susan" => Some(("susan", SUSAN, [Role::User, Role::Admin].as_slice())),
        _ => None,
    };
    let known = password::verify(password, found.map(|(_, stored, _)| stored)).await?;
    let user = found.map(|(name, _, roles)| User { name, roles });
    Ok(user.filter(|_| known))
}

/// The auth object of all other routes. The claims of a token are signed, so the database is not asked.
#[token_auth(state = AppState)]
struct Auth;

#[verify_token]
fn verify_token(token: &str, State(tokens): State<Tokens>) -> Option<Claims> {
    tokens.read(token)
}

#[get_user_roles]
fn get_user_roles(claims: &Claims) -> &[Role] {
    &claims.roles
}

#[login_required(auth = Login)]
async fn token(user: CurrentUser<User>, State(tokens): State<Tokens>) -> impl IntoResponse {
    let expiry = SystemTime::now() + LIFE;
    let expiry = expiry
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let token = tokens.issue(&Claims::new(user.name, user.roles, expiry));
    let token = token.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR);
    // No cache may keep a secret.
    ([(header::CACHE_CONTROL, "no-store")], token)
}

#[login_required]
async fn index(claims: CurrentUser<Claims>) -> String {
    format!("Hello, {}!", claims.sub)
}

#[login_required(role = Role::Admin)]
async fn admin(claims: CurrentUser<Claims>) -> String {
    format!("Hello {}, you are an admin!", claims.sub)
}

fn app(tokens: Tokens) -> Router {
    Router::new()
        .route("/token", get(token))
        .route("/", get(index))
        .route("/admin", get(admin))
        .with_state(AppState { tokens })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(Tokens::random()?)).await?;
    Ok(())
}
