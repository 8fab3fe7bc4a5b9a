use std::error::Error;
use std::sync::Arc;

use axum::extract::{Path, Request};
use axum::http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Extension, Json, Router};
use axum_extra::headers::authorization::Basic;
use axum_extra::headers::{Authorization, HeaderMapExt};
use oauth_resource_server::axum::{AuthLayer, RejectContext};
use oauth_resource_server::{AuthorizedToken, KeyNaming, OAuthConfig, OAuthValidator};
use password_auth::verify_password;
use serde_json::{Value, json};
use todos::User;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

#[cfg(test)]
mod checks;
#[cfg(test)]
mod tests;

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

/// The answer to a wrong token. The layer adds its challenge.
fn rejected(context: RejectContext<'_>) -> Response {
    (context.status, Json(json!({ "error": "unauthorized" }))).into_response()
}

/// Behind the layer, which has taken the token of a machine.
async fn authenticate(mut request: Request, next: Next) -> Result<Response, Response> {
    let user = if let Some(token) = request.extensions().get::<AuthorizedToken>() {
        token.subject.clone().map(todos::machine)
    } else if let Some(basic) = request.headers().typed_get::<Authorization<Basic>>() {
        by_password(&basic.0).await
    } else {
        None
    };
    request
        .extensions_mut()
        .insert(user.ok_or_else(unauthorized)?);
    Ok(next.run(request).await)
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

fn app(issuer: &str) -> Result<Router, Box<dyn Error>> {
    let config = OAuthConfig {
        enabled: true,
        issuer: issuer.to_owned(),
        audience: "https://todos.example".to_owned(),
        resource: "https://todos.example".to_owned(),
        required_scope: Some("todos".to_owned()),
        algorithms: vec!["ES256".to_owned()],
        require_at_jwt: true,
        ..OAuthConfig::default()
    };
    let config = config
        .resolve(KeyNaming::Dotted("oauth"))?
        .ok_or("OAuth is disabled")?;
    let validator = Arc::new(OAuthValidator::new(&config)?);
    validator.spawn_background_refresh();
    let tokens = AuthLayer::builder()
        .oauth(validator)
        .optional()
        .on_reject(rejected)
        .build()?;
    Ok(guarded()
        .route_layer(from_fn(authenticate))
        .route_layer(tokens)
        .route("/health", get(health)))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    Ok(axum::serve(listener, app(&std::env::var("ISSUER")?)?).await?)
}
