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

use super::keys::{FLOOR, Keys, LIFE};
use super::*;

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

fn with_claim(name: &str, value: impl Into<Value>) -> String {
    token_with(|_, claims| claims[name] = value.into())
}

fn without_claim(name: &str) -> String {
    token_with(|_, claims| drop(claims.as_object_mut().unwrap().remove(name)))
}

fn with_typ(typ: Option<&str>) -> String {
    token_with(|header, _| header.typ = typ.map(str::to_owned))
}

/// Puts the parts of a token together, of which the first is given.
fn with_raw_header(header: &str, token: &str) -> String {
    let (_, rest) = token.split_once('.').unwrap();
    format!("{}.{rest}", BASE64_URL_SAFE_NO_PAD.encode(header))
}

#[tokio::test]
async fn good_tokens_are_valid() {
    let validator = Server::start(vec![jwk(1, "one")]).await.validator();
    let now = get_current_timestamp();
    let susan = AccessToken::new("susan".to_owned(), "todos:read todos:write");
    for (which, token) in [
        ("as it is", token_with(|_, _| {})),
        ("two audiences", with_claim("aud", json!(["x", AUDIENCE]))),
        ("typ, long", with_typ(Some("application/at+jwt"))),
        ("typ, upper case", with_typ(Some("AT+JWT"))),
        ("exp within the leeway", with_claim("exp", now - 3)),
        ("nbf within the leeway", with_claim("nbf", now + 3)),
    ] {
        assert_eq!(
            validator.validate(&token).await,
            Ok(Some(susan.clone())),
            "{which}"
        );
    }
    let no_scopes = validator.validate(&without_claim("scope")).await;
    assert_eq!(
        no_scopes,
        Ok(Some(AccessToken::new("susan".to_owned(), "")))
    );
}

#[tokio::test]
async fn other_tokens_are_not() {
    let mut to_encrypt = jwk(3, "three");
    to_encrypt.common.public_key_use = Some(PublicKeyUse::Encryption);
    let mut other = jwk(5, "five");
    other.common.key_algorithm = Some(KeyAlgorithm::ES384);
    let server = Server::start(vec![jwk(1, "one"), jwk(2, "two"), to_encrypt, other]).await;
    let validator = server.validator();
    let good = token_with(|_, _| {});
    let signed = |kid, by| jsonwebtoken::encode(&header(kid), &claims(), &key(by)).unwrap();
    let (body, signature) = good.rsplit_once('.').unwrap();
    let admin = with_claim("sub", "admin");
    let (changed, _) = admin.rsplit_once('.').unwrap();
    let mut hmac = header("one");
    hmac.alg = Algorithm::HS256;
    // The public key as the secret of an HMAC, which a validator that believes the header would verify.
    let point = SecretKey::from_slice(&[1; 32])
        .unwrap()
        .public_key()
        .to_sec1_bytes();
    let hmac = jsonwebtoken::encode(&hmac, &claims(), &EncodingKey::from_secret(&point)).unwrap();
    let none = r#"{"alg":"none","typ":"at+jwt","kid":"one"}"#;
    let critical = r#"{"alg":"ES256","typ":"at+jwt","kid":"one","crit":["exp"]}"#;
    let now = get_current_timestamp();
    for (which, token) in [
        ("nothing", String::new()),
        ("opaque", "2YotnFZFEjr1zCsicMWpAA".to_owned()),
        ("no signature", format!("{body}.")),
        ("iss", with_claim("iss", "https://as.example.net")),
        ("no iss", without_claim("iss")),
        ("aud", with_claim("aud", "https://api.example")),
        ("aud, none of several", with_claim("aud", json!(["x", "y"]))),
        ("no aud", without_claim("aud")),
        ("exp", with_claim("exp", now - 60)),
        ("no exp", without_claim("exp")),
        ("nbf", with_claim("nbf", now + 60)),
        ("no sub", without_claim("sub")),
        ("typ of an ID token", with_typ(Some("JWT"))),
        ("no typ", with_typ(None)),
        ("no kid", token_with(|header, _| header.kid = None)),
        ("unknown kid", signed("four", 1)),
        ("kid of another key", signed("two", 1)),
        ("a key for encryption", signed("three", 3)),
        ("a key for another algorithm", signed("five", 5)),
        ("another's key", signed("one", 4)),
        ("HMAC", hmac),
        ("none", with_raw_header(none, &format!("{body}."))),
        ("crit", signed_header(critical)),
        ("changed claims", format!("{changed}.{signature}")),
    ] {
        assert_eq!(validator.validate(&token).await, Ok(None), "{which}");
    }
    assert_eq!(
        validator.validate(&good).await.unwrap().unwrap().subject,
        "susan"
    );
    assert_eq!(server.asked(), 1, "unknown keys do not get below the floor");
}

/// Signs a token whose header is this text.
fn signed_header(header: &str) -> String {
    let unsigned = with_raw_header(header, &token_with(|_, _| {}));
    let (message, _) = unsigned.rsplit_once('.').unwrap();
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key(1), Algorithm::ES256);
    format!("{message}.{}", signature.unwrap())
}

/// A server that cannot be reached makes no token good and none bad.
#[tokio::test]
async fn without_keys_nobody_judges() {
    let server = Server::start(vec![]).await;
    server.has(None);
    let validator = server.validator();
    for _ in 0..3 {
        let found = validator.validate(&token_with(|_, _| {})).await;
        assert_eq!(found, Err(Unavailable));
    }
    assert_eq!(server.asked(), 1, "a failing server is spared too");
    assert_eq!(validator.validate("opaque").await, Ok(None));
    assert_eq!(Unavailable.into_response().status(), 503);

    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let uri = format!("http://{}/jwks", nobody.local_addr().unwrap());
    drop(nobody);
    let validator = Server { uri, ..server }.validator();
    let found = validator.validate(&token_with(|_, _| {})).await;
    assert_eq!(found, Err(Unavailable));
}

/// The steps are seconds, the keys that the server has then, and what is found out about key `two`.
#[tokio::test]
async fn keys_rotate() {
    let server = Server::start(vec![]).await;
    let keys = Arc::new(Keys::new(http_client().unwrap(), server.uri.clone()));
    let begin = Instant::now();
    let one = || Some(vec![jwk(1, "one")]);
    let two = || Some(vec![jwk(1, "one"), jwk(2, "two")]);
    let (floor, life) = (FLOOR.as_secs(), LIFE.as_secs());
    let old = floor + life;
    let again = old + floor;
    for (what, after, has, found, asked) in [
        ("not yet there", 0, one(), Ok(false), 1),
        ("new, but too soon to ask", floor - 1, two(), Ok(false), 1),
        ("new", floor, two(), Ok(true), 2),
        ("known", floor * 2, None, Ok(true), 2),
        ("withdrawn, but not yet old", old - 1, one(), Ok(true), 2),
        ("old, and the server fails", old, None, Err(Unavailable), 3),
        ("too soon to ask", again - 1, two(), Err(Unavailable), 3),
        ("there again", again, two(), Ok(true), 4),
        ("withdrawn", again + life, one(), Ok(false), 5),
    ] {
        server.has(has);
        let answer = keys.find("two", begin + Duration::from_secs(after)).await;
        assert_eq!(answer.map(|key| key.is_some()), found, "{what}");
        assert_eq!(server.asked(), asked, "{what}");
    }
}

/// Requests that come at once share a fetch, and one whose client hangs up does not undo it.
#[tokio::test]
async fn a_fetch_is_shared_and_ends() {
    let server = Server::start(vec![jwk(1, "one")]).await;
    let keys = Arc::new(Keys::new(http_client().unwrap(), server.uri.clone()));
    let now = Instant::now();
    let closed = server.gate.lock().await;
    let mut hangs_up = Box::pin(keys.find("one", now));
    while server.asked() == 0 {
        let waiting = tokio::time::timeout(Duration::ZERO, &mut hangs_up).await;
        assert!(waiting.is_err());
    }
    drop((hangs_up, closed));
    let found = tokio::join!(
        keys.find("one", now),
        keys.find("one", now),
        keys.find("two", now)
    );
    assert!(found.0.unwrap().is_some() && found.1.unwrap().is_some());
    assert!(found.2.unwrap().is_none());
    assert_eq!(server.asked(), 1);
}
