//! The tokens.

use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rand::{
    TryRng as _,
    rngs::{SysError, SysRng},
};
use serde::{Deserialize, Serialize};

/// The issuer and the audience of the tokens.
const ISSUER: &str = "example-jwt-tokens";

/// The claims of a token.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Claims {
    iss: String,
    pub(crate) sub: String,
    pub(crate) roles: Vec<Role>,
    exp: u64,
}

impl Claims {
    pub(crate) fn new(name: &str, roles: &[Role], expiry: u64) -> Self {
        Self {
            iss: ISSUER.to_owned(),
            sub: name.to_owned(),
            roles: roles.to_vec(),
            exp: expiry,
        }
    }
}

/// A token with a role that is not one of these is refused.
#[derive(Clone, Copy, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    User,
    Admin,
}

/// Signs tokens and checks them.
#[derive(Clone)]
pub(crate) struct Tokens(Arc<Keys>);

struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl Tokens {
    /// Makes a random key. A restart ends all tokens. Give several processes one key, from where you keep secrets.
    pub(crate) fn random() -> Result<Self, SysError> {
        let mut secret = [0; 32];
        SysRng.try_fill_bytes(&mut secret)?;
        Ok(Self::new(&secret))
    }

    pub(crate) fn new(secret: &[u8]) -> Self {
        // There is one algorithm. This code chooses it, and never the token.
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp", "iss"]);
        validation.set_issuer(&[ISSUER]);
        validation.leeway = 0;
        Self(Arc::new(Keys {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            validation,
        }))
    }

    pub(crate) fn issue(&self, claims: &Claims) -> Result<String, jsonwebtoken::errors::Error> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.0.encoding)
    }

    /// Returns the claims of a token that is ours and has not expired.
    pub(crate) fn read(&self, token: &str) -> Option<Claims> {
        let token = jsonwebtoken::decode(token, &self.0.decoding, &self.0.validation);
        token.ok().map(|token| token.claims)
    }
}
