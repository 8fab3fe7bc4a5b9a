//! An application with a throttle, whose clock the test turns, and whose callbacks say what they see.

use std::cell::Cell;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use httpauth::throttle::MemoryThrottle;
use httpauth::{
    AuthError, CurrentUser, basic_auth, client_ip, digest_auth, error_handler, get_password, guard,
    login_required, multi_auth, token_auth, verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Gate, Seen};

thread_local! {
    static NOW: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Lets so much time pass for the throttles of this thread.
pub(crate) fn pass(time: Duration) {
    NOW.set(NOW.get() + time);
}

/// Returns a throttle by that clock.
pub(crate) fn throttle() -> MemoryThrottle {
    MemoryThrottle::new().with_clock(|| NOW.get())
}

#[derive(Clone, FromRef)]
pub(crate) struct App {
    throttle: Arc<MemoryThrottle>,
    pub(crate) seen: Seen,
    pub(crate) gate: Gate,
}

#[basic_auth(throttle = Arc<MemoryThrottle>, state = App)]
pub(crate) struct Basic;

#[digest_auth(algorithm = "SHA-256", throttle = Arc<MemoryThrottle>, state = App)]
pub(crate) struct Digest;

/// Has no `#[client_ip]`.
#[basic_auth(throttle = Arc<MemoryThrottle>, state = App)]
pub(crate) struct Nowhere;

#[token_auth(state = App)]
pub(crate) struct Token;

#[multi_auth(Digest, Basic, Token, state = App)]
pub(crate) struct Multi;

/// The address as a proxy of the test says it, which overwrites this field.
#[client_ip(auth = [Basic, Digest])]
fn client_ip(fields: HeaderMap) -> Result<Option<IpAddr>, StatusCode> {
    let address = fields.get("x-real-ip").map(|address| address.to_str());
    match address {
        Some(Ok("none")) | None => Ok(None),
        Some(Ok(address)) => address
            .parse()
            .map(Some)
            .map_err(|_| StatusCode::BAD_REQUEST),
        Some(Err(_)) => Err(StatusCode::BAD_REQUEST),
    }
}

#[verify_password(auth = [Basic, Nowhere])]
async fn verify_password(
    username: &str,
    password: &str,
    State(seen): State<Seen>,
    State(gate): State<Gate>,
) -> Result<bool, Response> {
    seen.record(format!("{username}:{password}"));
    match password {
        "waits" | "right, and waits" => gate.pass().await,
        "refused" => return Err(AuthError::unauthorized().into_response()),
        "down" => return Err(StatusCode::SERVICE_UNAVAILABLE.into_response()),
        _ => {}
    }
    Ok(username != "nobody" && ["hello", "right, and waits"].contains(&password))
}

#[get_password(auth = Digest)]
fn get_password(username: &str, State(seen): State<Seen>) -> Option<&'static str> {
    seen.record(username);
    ["john", "J\u{e4}s\u{f8}n", "J%C3%A4s%C3%B8n"]
        .contains(&username)
        .then_some("hello")
}

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[error_handler(auth = [Basic, Digest])]
fn error_handler(error: &AuthError) -> String {
    let seconds = error.retry_after().map(|time| time.as_secs());
    format!("{} {seconds:?}", error.reason().name())
}

#[login_required(auth = Basic)]
async fn basic(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Digest)]
async fn digest(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Nowhere)]
async fn nowhere(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Multi)]
async fn multi(user: CurrentUser<String>) -> String {
    user.0
}

pub(crate) fn app() -> (Router, App) {
    let app = App {
        throttle: Arc::new(throttle()),
        seen: Seen::default(),
        gate: Gate::default(),
    };
    let layered = Router::new()
        .route("/layered", get(basic))
        .layer(guard(Basic).with_state(app.clone()));
    let router = Router::new()
        .route("/", get(basic))
        .route("/digest", get(digest))
        .route("/nowhere", get(nowhere))
        .route("/multi", get(multi))
        .merge(layered)
        .with_state(app.clone());
    (router, app)
}

/// Sends credentials of Basic from an address.
pub(crate) async fn send(router: &Router, target: &str, at: &str, who: [&str; 2]) -> Answer {
    let call = Call::get(target).header("x-real-ip", at);
    call.basic(who[0], who[1]).send(router).await
}

/// Sends them so many times, and returns the statuses.
pub(crate) async fn times(
    count: usize,
    router: &Router,
    target: &str,
    at: &str,
    who: [&str; 2],
) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..count {
        statuses.push(send(router, target, at, who).await.status.as_u16());
    }
    statuses
}
