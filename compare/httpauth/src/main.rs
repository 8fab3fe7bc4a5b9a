use std::error::Error;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use httpauth::password::{self, Overloaded};
use httpauth::routing::{Router, get, put};
use httpauth::{
    AuthError, CurrentUser, basic_auth, error_handler, get_user_roles, login_required, multi_auth,
    permission, public, token_auth, verify_password, verify_token,
};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;
use serde_json::{Value, json};
use todos::User;
use tokio::net::TcpListener;

#[cfg(test)]
mod checks;
#[cfg(test)]
mod tests;

/// What access tokens are checked by.
#[derive(Clone)]
struct Keys {
    key: DecodingKey,
    validation: Validation,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
}

impl Keys {
    fn new(issuer: &str, jwks: &JwkSet) -> Result<Self, Box<dyn Error>> {
        let key = DecodingKey::from_jwk(jwks.keys.first().ok_or("no key")?)?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&["https://todos.example"]);
        Ok(Self { key, validation })
    }

    fn read(&self, token: &str) -> Option<User> {
        let token = decode::<Claims>(token, &self.key, &self.validation).ok()?;
        Some(todos::machine(token.claims.sub))
    }
}

#[basic_auth]
struct People;

#[token_auth(state = Keys)]
struct Machines;

#[multi_auth(People, Machines)]
struct Auth;

#[verify_password(auth = People)]
async fn verify_password(username: &str, password: &str) -> Result<Option<User>, Overloaded> {
    let account = todos::account(username).await;
    let stored = account.as_ref().map(|account| account.password_hash);
    let known = password::verify(password, stored).await?;
    Ok(account.filter(|_| known).map(|account| account.user))
}

#[verify_token(auth = Machines)]
fn verify_token(token: &str, State(keys): State<Keys>) -> Option<User> {
    keys.read(token)
}

#[get_user_roles(auth = [People, Machines])]
fn get_user_roles(user: &User) -> &'static str {
    if user.admin { "admin" } else { "user" }
}

#[permission(auth = [People, Machines])]
fn owns(user: &User, Path(id): Path<u32>) -> bool {
    todos::owns(user, id)
}

#[error_handler(auth = [People, Machines, Auth])]
fn error_handler(error: AuthError) -> Json<Value> {
    let forbidden = error.status() == StatusCode::FORBIDDEN;
    Json(json!({ "error": if forbidden { "forbidden" } else { "unauthorized" } }))
}

#[login_required]
async fn me(user: CurrentUser<User>) -> Json<Value> {
    Json(json!({ "name": user.name }))
}

#[login_required(role = ["admin", permission(owns)])]
async fn change() -> StatusCode {
    StatusCode::NO_CONTENT
}

#[public]
async fn health() {}

fn app(keys: Keys) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/me", get(me))
        .route("/todos/{id}", put(change))
        .with_state(keys)
}

fn keys() -> Result<Keys, Box<dyn Error>> {
    let jwks = serde_json::from_str(&std::fs::read_to_string("jwks.json")?)?;
    Keys::new(&std::env::var("ISSUER")?, &jwks)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    Ok(axum::serve(listener, app(keys()?)).await?)
}
