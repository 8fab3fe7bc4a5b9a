//! An object of each scheme, whose callbacks and handlers log the head of the request, as a careless program does. A
//! layer around them all logs every field of every head.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::routing::get;
use httpauth::digest::{Claim, MemoryNonces, Nonce, NonceKey, NonceStore, RngError};
use httpauth::{
    AuthError, CurrentUser, basic_auth, constant_time_eq, digest_auth, error_handler, get_password,
    login_required, multi_auth, password, token_auth, verify_password, verify_token,
};
use tower_http::ServiceBuilderExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::{DefaultMakeSpan, DefaultOnRequest, DefaultOnResponse, TraceLayer};
use tracing::Level;

pub(crate) const PASSWORD: &str = "correct-horse-battery";
pub(crate) const TOKEN: &str = "secret-token-of-john";
pub(crate) const API_KEY: &str = "secret-key-of-john";
pub(crate) const NONCE_SECRET: &str = "the secret that nonces are made with";

/// Returns the hash of the password that is stored.
pub(crate) fn stored_hash() -> &'static str {
    static STORED: OnceLock<String> = OnceLock::new();
    STORED.get_or_init(|| password::hash(PASSWORD).unwrap())
}

/// A store with a key from a secret.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    key: NonceKey,
    nonces: Arc<MemoryNonces>,
}

impl NonceStore for Store {
    type Error = RngError;

    fn key(&self) -> Result<&NonceKey, RngError> {
        Ok(&self.key)
    }

    fn now(&self) -> Duration {
        self.nonces.now()
    }

    async fn claim(&self, nonce: &Nonce, nc: std::num::NonZeroU32) -> Result<Claim, RngError> {
        tracing::info!(?nonce, %nc, store = ?self, "claim");
        self.nonces.claim(nonce, nc).await
    }
}

#[derive(Clone)]
pub(crate) struct AppState(Store);

impl FromRef<AppState> for Store {
    fn from_ref(state: &AppState) -> Self {
        state.0.clone()
    }
}

#[basic_auth]
struct Basic;

/// With `password::verify`.
#[basic_auth(realm = "Stored")]
struct Stored;

#[token_auth]
struct Token;

#[token_auth(header = "X-API-Key", scheme = "ApiKey")]
struct Key;

#[digest_auth(algorithm = ["SHA-256", "MD5"], nonces = Store, state = AppState)]
struct Digest;

#[digest_auth(algorithm = "SHA-256", ha1, nonces = Store, state = AppState)]
pub(crate) struct Ha1;

#[multi_auth(Digest, Basic, Token, Key)]
struct Multi;

/// Does what the name stands for. An error that tells more than it should would be the program's own.
fn strike(name: &str) -> Result<(), StatusCode> {
    match name {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        "panics" => panic!("a callback panics"),
        _ => Ok(()),
    }
}

#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str, headers: HeaderMap) -> Result<bool, StatusCode> {
    tracing::info!(?headers, "verify_password says");
    strike(username)?;
    Ok(username == "john" && constant_time_eq(password, PASSWORD))
}

#[verify_password(auth = Stored)]
async fn verify_stored(
    username: &str,
    password: &str,
    headers: HeaderMap,
) -> Result<Result<bool, StatusCode>, password::Overloaded> {
    tracing::info!(?headers, "verify_password says");
    if let Err(error) = strike(username) {
        return Ok(Err(error));
    }
    // A stored hash that cannot be read is logged by the library, without itself.
    let broken = stored_hash().replace("m=19456", "m=1");
    let broken = password::verify(password, Some(&broken)).await?;
    let known = password::verify(password, (username == "john").then(stored_hash)).await?;
    Ok(Ok(known && !broken))
}

#[verify_token(auth = [Token, Key])]
fn verify_token(token: &str, headers: HeaderMap) -> Result<Option<String>, StatusCode> {
    tracing::info!(?headers, "verify_token says");
    strike(token.split_once('-').map_or("", |(name, _)| name))?;
    let known = constant_time_eq(token, TOKEN) || constant_time_eq(token, API_KEY);
    Ok(known.then(|| "john".to_owned()))
}

#[get_password(auth = Digest)]
fn get_password(username: &str, headers: HeaderMap) -> Result<Option<&'static str>, StatusCode> {
    tracing::info!(?headers, "get_password says");
    strike(username)?;
    Ok((username == "john").then_some(PASSWORD))
}

#[get_password(auth = Ha1)]
fn get_ha1(username: &str) -> Result<Option<String>, StatusCode> {
    strike(username)?;
    Ok((username == "john").then(|| Ha1::ha1(username, PASSWORD)))
}

/// Tells the log and the client all that it is told.
#[error_handler(auth = [Basic, Stored, Token, Key, Digest, Ha1, Multi])]
fn error_handler(error: AuthError, headers: HeaderMap) -> String {
    tracing::info!(?error, %error, ?headers, "error handler says");
    format!("{error:?} {error} {headers:?}")
}

/// A handler for each object, which does the same.
macro_rules! handlers {
    ($($name:ident: $auth:ident),+) => {
        $(#[login_required(auth = $auth)]
        async fn $name(user: CurrentUser<String>, headers: HeaderMap) -> String {
            tracing::info!(?user, ?headers, "handler says");
            format!("{user:?} {headers:?}")
        })+

        fn routes() -> Router<AppState> {
            Router::new()$(.route(concat!("/", stringify!($name)), get($name)))+
        }
    };
}

handlers! { basic: Basic, stored: Stored, token: Token, key: Key, digest: Digest, ha1: Ha1, multi: Multi }

/// The fields that carry credentials. A layer outside of the guard sees them before the guard does.
const CREDENTIALS: [HeaderName; 2] = [
    HeaderName::from_static("authorization"),
    HeaderName::from_static("x-api-key"),
];

/// Returns the routes alone. Here only the guard hides anything.
pub(crate) fn bare() -> Router {
    let store = Store {
        key: NonceKey::from_secret(NONCE_SECRET.as_bytes()).unwrap(),
        nonces: Arc::default(),
    };
    let panics = CatchPanicLayer::new();
    routes().with_state(AppState(store)).layer(panics)
}

/// Returns the routes within a layer that logs every field of every head, laid as the page `security` of the guide says.
pub(crate) fn traced() -> Router {
    let span = DefaultMakeSpan::new()
        .level(Level::TRACE)
        .include_headers(true);
    let response = DefaultOnResponse::new()
        .level(Level::TRACE)
        .include_headers(true);
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(DefaultOnRequest::new().level(Level::TRACE))
        .on_response(response);
    let layers = tower::ServiceBuilder::new()
        .sensitive_request_headers(CREDENTIALS.into())
        .layer(trace);
    bare().layer(layers)
}
