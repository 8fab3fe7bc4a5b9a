#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, EncodingKey, Header, get_current_timestamp};
use p256::SecretKey;
use p256::pkcs8::EncodePrivateKey as _;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::*;

mod keys;
mod tokens;

const ISSUER: &str = "https://as.example";
const AUDIENCE: &str = "https://api.example/mcp";

/// Returns the private key of this number.
fn key(number: u8) -> EncodingKey {
    let secret = SecretKey::from_slice(&[number; 32]).unwrap();
    EncodingKey::from_ec_der(secret.to_pkcs8_der().unwrap().as_bytes())
}

fn jwk(number: u8, kid: &str) -> Jwk {
    let mut jwk = Jwk::from_encoding_key(&key(number), Algorithm::ES256).unwrap();
    jwk.common.key_id = Some(kid.to_owned());
    jwk
}

/// An authorization server that has keys and does nothing else.
#[derive(Clone, Default)]
struct Server {
    /// The keys, or an error if there are none.
    keys: Arc<Mutex<Option<JwkSet>>>,
    asked: Arc<AtomicUsize>,
    /// Held by a test that wants to see a request on its way.
    gate: Arc<tokio::sync::Mutex<()>>,
    uri: String,
}

impl Server {
    async fn start(keys: Vec<Jwk>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            uri: format!("http://{}/jwks", listener.local_addr().unwrap()),
            ..Self::default()
        };
        server.has(Some(keys));
        let app = Router::new().route("/jwks", get(Self::jwks));
        let app = app.with_state(server.clone());
        tokio::spawn(axum::serve(listener, app).into_future());
        server
    }

    /// Answers with the keys. The body of an error has a key too, which nobody may use.
    async fn jwks(State(server): State<Self>) -> (StatusCode, axum::Json<JwkSet>) {
        server.asked.fetch_add(1, Relaxed);
        let _open = server.gate.lock().await;
        let keys = server.keys.lock().unwrap().clone();
        let status = keys
            .as_ref()
            .map_or(StatusCode::BAD_GATEWAY, |_| StatusCode::OK);
        let error = || JwkSet {
            keys: vec![jwk(1, "one")],
        };
        (status, axum::Json(keys.unwrap_or_else(error)))
    }

    fn has(&self, keys: Option<Vec<Jwk>>) {
        *self.keys.lock().unwrap() = keys.map(|keys| JwkSet { keys });
    }

    fn asked(&self) -> usize {
        self.asked.load(Relaxed)
    }

    fn validator(&self) -> Validator {
        let trust = Trust {
            issuer: ISSUER.to_owned(),
            jwks_uri: self.uri.clone(),
            audience: AUDIENCE.to_owned(),
        };
        Validator::new(http_client().unwrap(), trust)
    }
}

fn header(kid: &str) -> Header {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("at+jwt".to_owned());
    header.kid = Some(kid.to_owned());
    header
}

fn claims() -> Value {
    json!({
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "susan",
        "exp": get_current_timestamp() + 60,
        "scope": "todos:read todos:write",
    })
}

/// Signs the claims by key 1 after a change of them.
fn token_with(change: impl FnOnce(&mut Header, &mut Value)) -> String {
    let (mut header, mut claims) = (header("one"), claims());
    change(&mut header, &mut claims);
    jsonwebtoken::encode(&header, &claims, &key(1)).unwrap()
}
