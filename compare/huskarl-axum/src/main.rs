use std::error::Error;

use axum::extract::{Path, Request};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Extension, Json, Router};
use axum_extra::headers::authorization::{Basic, Bearer};
use axum_extra::headers::{Authorization, HeaderMapExt};
use huskarl_axum::extractors::ValidatedToken;
use huskarl_axum::layers::ValidatorLayer;
use huskarl_axum::resource_server::core::jwk::JwksSource;
use huskarl_axum::resource_server::core::server_metadata::AuthorizationServerMetadata;
use huskarl_axum::resource_server::validator::rfc9068::{
    Rfc9068AccessTokenClaims, Rfc9068Validator,
};
use huskarl_axum::response::{ErrorBody, ErrorDetails};
use huskarl_reqwest::{ReqwestClient, mtls::NoMtls};
use password_auth::verify_password;
use serde_json::{Value, json};
use std::sync::Arc;
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
#[derive(Clone)]
struct JsonError;

impl ErrorBody for JsonError {
    type Body = Json<Value>;

    fn error_body(&self, _: &ErrorDetails<'_>) -> Json<Value> {
        Json(json!({ "error": "unauthorized" }))
    }
}

/// Outside of the layer, which answers 400 to other schemes than its own.
async fn people(mut request: Request, next: Next) -> Result<Response, Response> {
    let fields = request.headers();
    if let Some(basic) = fields.typed_get::<Authorization<Basic>>() {
        let user = by_password(&basic.0).await.ok_or_else(unauthorized)?;
        request.extensions_mut().insert(user);
        request.headers_mut().remove(AUTHORIZATION);
    } else if fields.contains_key(AUTHORIZATION)
        && fields.typed_get::<Authorization<Bearer>>().is_none()
    {
        return Err(unauthorized());
    }
    Ok(next.run(request).await)
}

/// Behind the layer, which has taken the token of a machine.
async fn authenticate(
    token: Option<ValidatedToken<Rfc9068AccessTokenClaims>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Response> {
    if let Some(token) = token {
        let subject = token.sub.clone().ok_or_else(unauthorized)?;
        request.extensions_mut().insert(todos::machine(subject));
    }
    if request.extensions().get::<User>().is_none() {
        return Err(unauthorized());
    }
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

async fn app(issuer: &str) -> Result<Router, Box<dyn Error>> {
    let client = ReqwestClient::builder().mtls(NoMtls).build().await?;
    let metadata = AuthorizationServerMetadata::fetch()
        .http_client(&client)
        .issuer(issuer)
        .call();
    let validator = Rfc9068Validator::builder_from_metadata(&metadata.await?)
        .audience("https://todos.example")
        .jws_verifier_factory(Arc::new(JwksSource::builder().http_client(client).build()))
        .build()
        .await?;
    let tokens = ValidatorLayer::builder()
        .validator(validator)
        .error_body(JsonError)
        .build();
    Ok(guarded()
        .route_layer(from_fn(authenticate))
        .route_layer(tokens)
        .route_layer(from_fn(people))
        .route("/health", get(health)))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    Ok(axum::serve(listener, app(&std::env::var("ISSUER")?).await?).await?)
}
