//! The auth object, whose users are the bearers of access tokens, and the rules about scopes.

use axum::extract::State;
use example_access_tokens::{AccessToken, Trust, Unavailable, Validator};
use httpauth::{
    ProtectedResource, get_user_roles, login_required, protected_resource, token_auth, verify_token,
};

use crate::AppState;

/// The scopes. A role of a user is a scope of its token.
pub(crate) const READ: &str = "notes:read";
pub(crate) const WRITE: &str = "notes:write";

/// The auth object. Its challenges say where a client finds the authorization server.
#[token_auth(realm = "Notes", state = AppState)]
pub(crate) struct Auth;

/// Describes the service to clients that come without a token (RFC 9728).
#[protected_resource]
fn resource(State(trust): State<Trust>) -> ProtectedResource {
    ProtectedResource::new(trust.audience, trust.issuer).scopes_supported([READ, WRITE])
}

/// Verifies a token. Without the authorization server's keys nobody gets in, by a 503.
#[verify_token]
async fn verify_token(
    token: &str,
    State(validator): State<Validator>,
) -> Result<Option<AccessToken>, Unavailable> {
    validator.validate(token).await
}

#[get_user_roles]
fn get_user_roles(token: &AccessToken) -> &[String] {
    &token.scopes
}

/// The rule about all requests. `scope.rs` has the one about tools that change something.
#[login_required(role = READ)]
pub(crate) struct Readers;
