//! The checks of an access token (RFC 9068 section 4).

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use jsonwebtoken::{Header, Validation};
use serde::Deserialize;

use crate::Unavailable;
use crate::keys::Keys;

/// The difference between our clock and that of the authorization server which is forgiven, in seconds.
const LEEWAY: u64 = 10;

/// The authorization server that is trusted, and the tokens of it that are for us.
#[derive(Clone, Debug)]
pub struct Trust {
    /// The `issuer` of the server's metadata (RFC 8414).
    pub issuer: String,
    /// The `jwks_uri` of the server's metadata.
    pub jwks_uri: String,
    /// The `resource` of our own metadata (RFC 9728). A token for another service is not for us.
    pub audience: String,
}

/// The parts of a good token that decide what its bearer may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// The user, or the client itself if it acts for no user.
    pub subject: String,
    /// The scopes, such as `todos:read`.
    pub scopes: Vec<String>,
}

impl AccessToken {
    /// Makes the parts from a subject and a list of scopes with spaces between them.
    pub fn new(subject: String, scope: &str) -> Self {
        let scopes = scope.split_whitespace().map(str::to_owned).collect();
        Self { subject, scopes }
    }

    /// Returns true if this scope is one of the token's.
    pub fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|has| has == scope)
    }
}

/// The claims that are read here. `jsonwebtoken` reads `iss`, `aud`, `exp` and `nbf` for itself.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    #[serde(default)]
    scope: String,
}

/// Validates the access tokens of one authorization server.
#[derive(Clone)]
pub struct Validator {
    keys: Arc<Keys>,
    /// Has all that is checked but for the algorithm, which is that of the key.
    validation: Validation,
}

impl fmt::Debug for Validator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator").finish_non_exhaustive()
    }
}

impl Validator {
    /// Makes a validator, which asks the server for its keys when the first token comes.
    pub fn new(http: reqwest::Client, trust: Trust) -> Self {
        let mut validation = Validation::default();
        validation.algorithms.clear();
        validation.set_required_spec_claims(&["iss", "aud", "exp"]);
        validation.set_issuer(&[trust.issuer]);
        validation.set_audience(&[trust.audience]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY;
        let keys = Arc::new(Keys::new(http, trust.jwks_uri));
        Self { keys, validation }
    }

    /// Validates a token. It returns `None` if the token is not a good one.
    ///
    /// # Errors
    ///
    /// The keys are needed, and the authorization server does not answer.
    pub async fn validate(&self, token: &str) -> Result<Option<AccessToken>, Unavailable> {
        let header = jsonwebtoken::decode_header(token).ok();
        let Some(kid) = header.filter(is_access_token).and_then(|header| header.kid) else {
            return Ok(None);
        };
        let Some(key) = self.keys.find(&kid, Instant::now()).await? else {
            return Ok(None);
        };
        let mut validation = self.validation.clone();
        validation.algorithms = vec![key.algorithm];
        let token = jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation).ok();
        Ok(token.map(|token| AccessToken::new(token.claims.sub, &token.claims.scope)))
    }
}

/// Returns true if the header is that of an access token, and asks for nothing that is not understood here. An ID token of
/// the same server has another `typ` (RFC 9068 section 2.1), and `crit` names extensions (RFC 7515 section 4.1.11).
fn is_access_token(header: &Header) -> bool {
    let typ = header.typ.as_deref().unwrap_or_default();
    let named = ["at+jwt", "application/at+jwt"];
    named.iter().any(|name| typ.eq_ignore_ascii_case(name)) && header.crit.is_none()
}
