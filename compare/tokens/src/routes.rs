//! The route of each contender.

use std::error::Error;
use std::sync::Arc;

use axum::extract::State;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, login_required, token_auth, verify_token};
use huskarl_axum::extractors::ValidatedToken;
use huskarl_axum::layers::ValidatorLayer;
use huskarl_axum::resource_server::core::jwk::JwksSource;
use huskarl_axum::resource_server::core::server_metadata::AuthorizationServerMetadata;
use huskarl_axum::resource_server::validator::rfc9068::{
    Rfc9068AccessTokenClaims, Rfc9068Validator,
};
use huskarl_reqwest::{ReqwestClient, mtls::NoMtls};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use oauth_resource_server::axum::AuthLayer;
use oauth_resource_server::{AuthorizedToken, KeyNaming, OAuthConfig, OAuthValidator};
use same::AUDIENCE;
use serde::Deserialize;

/// What `jsonwebtoken` checks access tokens by.
#[derive(Clone)]
pub(crate) struct Keys(Arc<(DecodingKey, Validation)>);

#[derive(Deserialize)]
struct Claims {
    sub: String,
}

impl Keys {
    /// Takes the first key of the issuer.
    pub(crate) fn new(issuer: &str) -> Result<Self, Box<dyn Error>> {
        let jwks: JwkSet = serde_json::from_value(same::jwks())?;
        let key = DecodingKey::from_jwk(jwks.keys.first().ok_or("no key")?)?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[AUDIENCE]);
        Ok(Self(Arc::new((key, validation))))
    }

    /// Returns the subject of a right token.
    pub(crate) fn read(&self, token: &str) -> Option<String> {
        let (key, validation) = &*self.0;
        let token = decode::<Claims>(token, key, validation).ok()?;
        Some(token.claims.sub)
    }
}

/// The floor, with the same body as the others.
pub(crate) fn bare() -> Router {
    Router::new().route("/", get(async || "Hello, reporter!".to_owned()))
}

#[token_auth(state = Keys)]
struct Auth;

#[verify_token]
fn verify_token(token: &str, State(keys): State<Keys>) -> Option<String> {
    keys.read(token)
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// Ours.
pub(crate) fn httpauth(keys: Keys) -> Router {
    Router::new().route("/", get(index)).with_state(keys)
}

/// huskarl-axum, with what it finds at the issuer.
pub(crate) async fn huskarl(issuer: &str) -> Result<Router, Box<dyn Error>> {
    async fn index(token: ValidatedToken<Rfc9068AccessTokenClaims>) -> String {
        format!("Hello, {}!", token.sub.as_deref().unwrap_or_default())
    }
    let client = ReqwestClient::builder().mtls(NoMtls).build().await?;
    let metadata = AuthorizationServerMetadata::fetch()
        .http_client(&client)
        .issuer(issuer)
        .call();
    let validator = Rfc9068Validator::builder_from_metadata(&metadata.await?)
        .audience(AUDIENCE)
        .jws_verifier_factory(Arc::new(JwksSource::builder().http_client(client).build()))
        .build()
        .await?;
    let layer = ValidatorLayer::builder().validator(validator).build();
    Ok(Router::new().route("/", get(index)).route_layer(layer))
}

/// oauth-resource-server, with what it finds at the issuer.
pub(crate) fn oauth_resource_server(issuer: &str) -> Result<Router, Box<dyn Error>> {
    async fn index(axum::Extension(token): axum::Extension<AuthorizedToken>) -> String {
        format!("Hello, {}!", token.subject.as_deref().unwrap_or_default())
    }
    let config = OAuthConfig {
        enabled: true,
        issuer: issuer.to_owned(),
        audience: AUDIENCE.to_owned(),
        resource: AUDIENCE.to_owned(),
        required_scope: Some("todos".to_owned()),
        algorithms: vec!["ES256".to_owned()],
        require_at_jwt: true,
        ..OAuthConfig::default()
    };
    let config = config
        .resolve(KeyNaming::Dotted("oauth"))?
        .ok_or("OAuth is disabled")?;
    let validator = Arc::new(OAuthValidator::new(&config)?);
    let layer = AuthLayer::builder().oauth(validator).build()?;
    Ok(Router::new().route("/", get(index)).route_layer(layer))
}
