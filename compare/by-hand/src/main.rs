use std::error::Error;

use axum::extract::{FromRef, FromRequestParts, Path};
use axum::http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE, request::Parts};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use axum_extra::TypedHeader;
use axum_extra::headers::Authorization;
use axum_extra::headers::authorization::{Basic, Bearer};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use password_auth::verify_password;
use serde::Deserialize;
use serde_json::{Value, json};
use todos::User;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

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

/// The user of a request, whom handlers ask for.
struct CurrentUser(User);

enum Refused {
    Unauthorized,
    Forbidden,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Forbidden => {
                (StatusCode::FORBIDDEN, Json(json!({ "error": "forbidden" }))).into_response()
            }
            Self::Unauthorized => {
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
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentUser
where
    Keys: FromRef<S>,
{
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        type Field<C> = TypedHeader<Authorization<C>>;
        let user = if let Ok(basic) = Field::<Basic>::from_request_parts(parts, state).await {
            by_password(&basic.0.0).await
        } else if let Ok(bearer) = Field::<Bearer>::from_request_parts(parts, state).await {
            Keys::from_ref(state).read(bearer.token())
        } else {
            None
        };
        user.map(Self).ok_or(Refused::Unauthorized)
    }
}

async fn me(CurrentUser(user): CurrentUser) -> Json<Value> {
    Json(json!({ "name": user.name }))
}

async fn change(
    CurrentUser(user): CurrentUser,
    Path(id): Path<u32>,
) -> Result<StatusCode, Refused> {
    if !user.admin && !todos::owns(&user, id) {
        return Err(Refused::Forbidden);
    }
    Ok(StatusCode::NO_CONTENT)
}

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
