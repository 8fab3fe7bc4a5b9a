use std::convert::Infallible;
use std::error::Error;

use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use axum_extra::headers::authorization::{Basic, Bearer};
use axum_extra::headers::{Authorization, HeaderMapExt};
use axum_login::{AuthManagerLayerBuilder, AuthUser, AuthnBackend, UserId};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use password_auth::verify_password;
use serde::Deserialize;
use serde_json::{Value, json};
use todos::User;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tower_sessions::{MemoryStore, SessionManagerLayer};

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

#[derive(Clone, Debug)]
struct Person(User);

impl AuthUser for Person {
    type Id = String;

    fn id(&self) -> String {
        self.0.name.clone()
    }

    fn session_auth_hash(&self) -> &[u8] {
        b"no session is begun"
    }
}

#[derive(Clone)]
struct Backend(Keys);

#[derive(Clone)]
enum Credentials {
    Password(Basic),
    Token(Bearer),
}

type AuthSession = axum_login::AuthSession<Backend>;

impl AuthnBackend for Backend {
    type User = Person;
    type Credentials = Credentials;
    type Error = Infallible;

    async fn authenticate(&self, sent: Credentials) -> Result<Option<Person>, Infallible> {
        Ok(match sent {
            Credentials::Password(basic) => by_password(&basic).await.map(Person),
            Credentials::Token(bearer) => self.0.read(bearer.token()).map(Person),
        })
    }

    async fn get_user(&self, id: &UserId<Self>) -> Result<Option<Person>, Infallible> {
        Ok(todos::account(id).await.map(|account| Person(account.user)))
    }
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

/// Takes the place of `login_required!`, which knows of sessions alone.
async fn authenticate(
    mut session: AuthSession,
    mut request: Request,
    next: Next,
) -> Result<Response, Response> {
    let fields = request.headers();
    let sent = if let Some(basic) = fields.typed_get::<Authorization<Basic>>() {
        Credentials::Password(basic.0)
    } else if let Some(bearer) = fields.typed_get::<Authorization<Bearer>>() {
        Credentials::Token(bearer.0)
    } else {
        return Err(unauthorized());
    };
    session.user = session.authenticate(sent).await.ok().flatten();
    if session.user.is_none() {
        return Err(unauthorized());
    }
    request.extensions_mut().insert(session);
    Ok(next.run(request).await)
}

async fn me(session: AuthSession) -> Result<Json<Value>, Response> {
    let Person(user) = session.user.ok_or_else(unauthorized)?;
    Ok(Json(json!({ "name": user.name })))
}

async fn change(session: AuthSession, Path(id): Path<u32>) -> Result<StatusCode, Response> {
    let Person(user) = session.user.ok_or_else(unauthorized)?;
    if !user.admin && !todos::owns(&user, id) {
        let body = Json(json!({ "error": "forbidden" }));
        return Err((StatusCode::FORBIDDEN, body).into_response());
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn health() {}

fn app(keys: Keys) -> Router {
    let sessions = SessionManagerLayer::new(MemoryStore::default());
    Router::new()
        .route("/me", get(me))
        .route("/todos/{id}", put(change))
        .route_layer(from_fn(authenticate))
        .layer(AuthManagerLayerBuilder::new(Backend(keys), sessions).build())
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
