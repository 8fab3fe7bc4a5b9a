//! `digest_auth`, a crate for clients, by which a server can make the response anew and compare. It has neither nonces
//! of its own nor counts, so there is one nonce here, for ever, and a request can be repeated.

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::routing::get;
use constant_time_eq::constant_time_eq;
use digest_auth::{
    Algorithm, AlgorithmType, AuthContext, AuthorizationHeader, Charset, Qop, WwwAuthenticateHeader,
};

use super::{body, stored_password};

const NONCE: &str = "dcd98b7102dd2f0e8b11d0f600bfb0c093";

#[derive(Clone, Copy)]
struct Server {
    algorithm: Algorithm,
}

impl Server {
    /// Returns true if the field proves the password.
    fn admits(self, parts: &Parts) -> bool {
        let Some(sent) = parts.headers.get(AUTHORIZATION) else {
            return false;
        };
        let Some(Ok(sent)) = sent.to_str().ok().map(AuthorizationHeader::parse) else {
            return false;
        };
        let Some(password) = stored_password(&sent.username) else {
            return false;
        };
        if sent.nonce != NONCE || sent.realm != "x" || sent.algorithm != self.algorithm {
            return false;
        }
        let mut ours = sent.clone();
        ours.digest(&AuthContext::new(
            sent.username.as_str(),
            password,
            parts.uri.path(),
        ));
        constant_time_eq(ours.response.as_bytes(), sent.response.as_bytes())
    }

    fn challenge(self) -> String {
        WwwAuthenticateHeader {
            domain: None,
            realm: "x".to_owned(),
            nonce: NONCE.to_owned(),
            opaque: None,
            stale: false,
            algorithm: self.algorithm,
            qop: Some(vec![Qop::AUTH]),
            userhash: false,
            charset: Charset::UTF8,
            nc: 0,
        }
        .to_string()
    }
}

struct Proven;

impl FromRequestParts<Server> for Proven {
    type Rejection = (StatusCode, [(HeaderName, String); 1]);

    async fn from_request_parts(
        parts: &mut Parts,
        server: &Server,
    ) -> Result<Self, Self::Rejection> {
        if server.admits(parts) {
            Ok(Self)
        } else {
            let challenge = [(WWW_AUTHENTICATE, server.challenge())];
            Err((StatusCode::UNAUTHORIZED, challenge))
        }
    }
}

fn route(algorithm: AlgorithmType) -> Router {
    async fn handler(_: Proven) -> String {
        body(1)
    }
    let algorithm = Algorithm::new(algorithm, false);
    Router::new()
        .route("/", get(handler))
        .with_state(Server { algorithm })
}

/// Returns a route with Digest and MD5.
pub(crate) fn md5_route() -> Router {
    route(AlgorithmType::MD5)
}

/// Returns a route with Digest and SHA-256.
pub(crate) fn sha256_route() -> Router {
    route(AlgorithmType::SHA2_256)
}
