//! The auth object, whose users are the bearers of access tokens, and their scopes.

use axum::extract::State;
use example_access_tokens::{AccessToken, Trust, Unavailable, Validator};
use httpauth::{
    AsScope, ProtectedResource, get_user_roles, protected_resource, token_auth, verify_token,
};

use crate::AppState;
use crate::introspection::Introspection;

/// The auth object. Its challenges say where a client finds the authorization server.
#[token_auth(realm = "Todos", state = AppState)]
pub(crate) struct Auth;

/// The scopes of this service, which are the roles of its rules.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scope {
    Read,
    Write,
}

impl Scope {
    const ALL: [Self; 2] = [Self::Read, Self::Write];

    const fn name(self) -> &'static str {
        match self {
            Self::Read => "todos:read",
            Self::Write => "todos:write",
        }
    }
}

/// Names the scope in the challenges, so that a client knows what to ask the authorization server for.
impl AsScope for Scope {
    fn as_scope(&self) -> Option<&str> {
        Some(self.name())
    }
}

/// Describes the service to clients that come without a token (RFC 9728).
#[protected_resource]
fn resource(State(trust): State<Trust>) -> ProtectedResource {
    let scopes = Scope::ALL.map(Scope::name);
    ProtectedResource::new(trust.audience, trust.issuer).scopes_supported(scopes)
}

/// Verifies a token. One that is no JSON Web Token is opaque, and only the authorization server knows what it is good for.
#[verify_token]
async fn verify_token(
    token: &str,
    State(validator): State<Validator>,
    State(introspection): State<Introspection>,
) -> Result<Option<AccessToken>, Unavailable> {
    if token.contains('.') {
        validator.validate(token).await
    } else {
        introspection.validate(token).await
    }
}

#[get_user_roles]
fn get_user_roles(token: &AccessToken) -> Vec<Scope> {
    let has = |scope: &Scope| token.has(scope.name());
    Scope::ALL.into_iter().filter(has).collect()
}
