use std::error::Error;

use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Extension, Json, Router};
use axum_extra::headers::authorization::{Basic, Bearer};
use axum_extra::headers::{Authorization, HeaderMapExt};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use password_auth::verify_password;
use serde::Deserialize;
use serde_json::{Value, json};
use todos::User;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tower_http::auth::AsyncRequireAuthorizationLayer;

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

/// The cost of an unknown user.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A";

async fn by_password(basic: &Basic) -> Option<User> {
    let account = todos::account(basic.username()).await;
    let stored = account
        .as_ref()
        .map_or(DECOY, |account| account.password_hash);
    let password = basic.password().to_owned();
    let verified = spawn_blocking(move || verify_password(password, stored)).await;
    account
        .filter(|_| matches!(verified, Ok(Ok(()))))
        .map(|account| account.user)
}

fn unauthorized() -> Response {
    let body = Json(json!({ "error": "unauthorized" }));
    let mut response = (StatusCode::UNAUTHORIZED, body).into_response();
    for challenge in [
        "Basic realm=\"todos\", charset=\"UTF-8\"",
        "Bearer realm=\"todos\"",
    ] {
        let challenge = HeaderValue::from_static(challenge);
        response.headers_mut().append(WWW_AUTHENTICATE, challenge);
    }
    response
}

async fn authenticate(keys: Keys, mut request: Request) -> Result<Request, Response> {
    let fields = request.headers();
    let user = if let Some(basic) = fields.typed_get::<Authorization<Basic>>() {
        by_password(&basic.0).await
    } else if let Some(bearer) = fields.typed_get::<Authorization<Bearer>>() {
        keys.read(bearer.token())
    } else {
        None
    };
    request
        .extensions_mut()
        .insert(user.ok_or_else(unauthorized)?);
    Ok(request)
}

async fn me(Extension(user): Extension<User>) -> Json<Value> {
    Json(json!({ "name": user.name }))
}

async fn change(Extension(user): Extension<User>, Path(id): Path<u32>) -> Response {
    if !user.admin && !todos::owns(&user, id) {
        return (StatusCode::FORBIDDEN, Json(json!({ "error": "forbidden" }))).into_response();
    }
    StatusCode::NO_CONTENT.into_response()
}

async fn health() {}

fn guarded() -> Router {
    Router::new()
        .route("/me", get(me))
        .route("/todos/{id}", put(change))
}

fn app(keys: Keys) -> Router {
    let guard = move |request| authenticate(keys.clone(), request);
    guarded()
        .route_layer(AsyncRequireAuthorizationLayer::new(guard))
        .route("/health", get(health))
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
