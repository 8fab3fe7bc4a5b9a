//! The application that the clients are sent to. It has a route for each scheme and algorithm, and a few with a
//! behaviour of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use httpauth::{
    AuthError, CurrentUser, basic_auth, digest_auth, get_password, login_required, multi_auth,
    token_auth, verify_token,
};
use tokio::sync::Notify;

use crate::brief::Brief;
use crate::log::nc;

pub(crate) fn routes() -> Router {
    let late = || from_fn_with_state(Arc::<Late>::default(), second_after_third);
    Router::new()
        .route("/basic", any(basic))
        .route("/md5", any(md5))
        .route("/sha-256", any(sha256))
        .route("/sha-512-256", any(sha512_256))
        .route("/md5-sess", any(md5_session))
        .route("/sha-256-sess", any(sha256_session))
        .route("/no-qop", any(no_qop))
        .route("/both", any(both))
        .route("/several", get(several))
        .route("/hops/{left}", get(hops))
        .route("/late", any(both).layer(late()))
        .route("/brief", any(brief))
        .route("/md5/brief", any(md5_brief))
        .route("/md5-first", any(md5_first))
        .route("/md5-first/late", any(md5_first).layer(late()))
        .route("/md5-first/brief", any(md5_first_brief))
        .route("/custom", get(custom))
        .route("/bearer", get(bearer))
        .route("/upload/basic", any(upload_basic))
        .route("/upload/digest", any(upload_digest))
        .route("/upload/md5-first", any(upload_md5_first))
        .route("/upload/md5", any(upload_md5))
        .route("/open", get(async || "open"))
        .route("/logout/basic", get(logout_basic))
        .route("/logout/digest", get(logout_digest))
        .route("/logout/status", get(logout_by_status))
        .with_state(Brief::default())
}

/// Every object knows the same users.
#[get_password(auth = [
    Basic, Md5, Sha256, Sha512, Md5Session, Sha256Session, NoQop, Both, Md5First, SeveralDigest, SeveralBasic, ThreeTimes,
    ThreeTimesMd5, ThreeTimesMd5First, Custom
])]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "Jäsøn" => Some("pässwörd"),
        r#"quo"te"# => Some("pa:ss"),
        _ => None,
    }
}

fn hello(user: &str) -> String {
    format!("Hello, {user}!\n")
}

#[basic_auth(realm = "Basic")]
struct Basic;

#[login_required(auth = Basic)]
async fn basic(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "MD5", algorithm = "MD5")]
struct Md5;

#[login_required(auth = Md5)]
async fn md5(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "SHA-256", algorithm = "SHA-256")]
struct Sha256;

#[login_required(auth = Sha256)]
async fn sha256(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "SHA-512-256", algorithm = "SHA-512-256")]
struct Sha512;

#[login_required(auth = Sha512)]
async fn sha512_256(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "MD5-sess", algorithm = "MD5-sess")]
struct Md5Session;

#[login_required(auth = Md5Session)]
async fn md5_session(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "SHA-256-sess", algorithm = "SHA-256-sess")]
struct Sha256Session;

#[login_required(auth = Sha256Session)]
async fn sha256_session(user: CurrentUser<String>) -> String {
    hello(&user)
}

/// The form of RFC 2069.
#[digest_auth(realm = "no-qop", algorithm = "MD5", qop = "none")]
struct NoQop;

#[login_required(auth = NoQop)]
async fn no_qop(user: CurrentUser<String>) -> String {
    hello(&user)
}

/// The default of `#[digest_auth]`, which offers SHA-256 and then MD5.
#[digest_auth(realm = "both")]
struct Both;

#[login_required(auth = Both)]
async fn both(user: CurrentUser<String>) -> String {
    hello(&user)
}

/// Redirects to itself until no hop is left.
#[login_required(auth = Both)]
async fn hops(Path(left): Path<u8>, user: CurrentUser<String>) -> Response {
    match left.checked_sub(1) {
        Some(left) => Redirect::to(&format!("/hops/{left}")).into_response(),
        None => hello(&user).into_response(),
    }
}

/// For clients that look at the first challenge alone, and know MD5 alone.
#[digest_auth(realm = "MD5-first", algorithm = ["MD5", "SHA-256"])]
struct Md5First;

#[login_required(auth = Md5First)]
async fn md5_first(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[derive(Default)]
struct Late {
    holds_one: AtomicBool,
    third: Notify,
}

/// Lets the second use of a nonce wait until its third has been answered, so that counts come out of order. It holds
/// one request only, so that a client that uses a count twice sees the result.
async fn second_after_third(
    State(late): State<Arc<Late>>,
    request: Request,
    next: Next,
) -> Response {
    let count = nc(request.headers());
    if count == Some(2) && !late.holds_one.swap(true, Ordering::Relaxed) {
        // A client that does not send the third before the second is answered does not wait for ever. The log tells.
        let _ = tokio::time::timeout(Duration::from_secs(5), late.third.notified()).await;
    }
    let response = next.run(request).await;
    if count == Some(3) {
        late.third.notify_one();
    }
    response
}

#[login_required(auth = Basic)]
async fn upload_basic(user: CurrentUser<String>, body: Bytes) -> String {
    received(&user, &body)
}

#[login_required(auth = Both)]
async fn upload_digest(user: CurrentUser<String>, body: Bytes) -> String {
    received(&user, &body)
}

#[login_required(auth = Md5)]
async fn upload_md5(user: CurrentUser<String>, body: Bytes) -> String {
    received(&user, &body)
}

#[login_required(auth = Md5First)]
async fn upload_md5_first(user: CurrentUser<String>, body: Bytes) -> String {
    received(&user, &body)
}

fn received(user: &str, body: &[u8]) -> String {
    format!("{} bytes of {user}\n", body.len())
}

#[login_required(auth = Basic)]
async fn logout_basic() -> AuthError {
    AuthError::unauthorized()
}

#[login_required(auth = Sha256)]
async fn logout_digest() -> AuthError {
    AuthError::unauthorized()
}

/// A 401 of the handler's own, which has no challenge.
#[login_required(auth = Basic)]
async fn logout_by_status() -> (StatusCode, &'static str) {
    (StatusCode::UNAUTHORIZED, "Unauthorized Access")
}

#[digest_auth(realm = "several")]
struct SeveralDigest;

#[basic_auth(realm = "several")]
struct SeveralBasic;

#[token_auth(realm = "several")]
struct Bearer;

#[verify_token(auth = Bearer)]
fn verify_token(token: &str) -> Option<String> {
    (token == "secret-token").then(|| "john".to_owned())
}

#[multi_auth(SeveralBasic, SeveralDigest, Bearer)]
struct Several;

/// A handler whose object offers Basic first. A client that chooses the strongest scheme takes Digest all the same.
#[login_required(auth = Several)]
async fn several(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[login_required(auth = Bearer)]
async fn bearer(user: CurrentUser<String>) -> String {
    hello(&user)
}

/// Basic by another name.
#[basic_auth(realm = "custom", scheme = "XBasic")]
struct Custom;

#[login_required(auth = Custom)]
async fn custom(user: CurrentUser<String>) -> String {
    hello(&user)
}

/// Its nonces are good for three requests.
#[digest_auth(realm = "brief", nonces = Brief, state = Brief)]
struct ThreeTimes;

#[login_required(auth = ThreeTimes)]
async fn brief(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "brief", algorithm = "MD5", nonces = Brief, state = Brief)]
struct ThreeTimesMd5;

#[login_required(auth = ThreeTimesMd5)]
async fn md5_brief(user: CurrentUser<String>) -> String {
    hello(&user)
}

#[digest_auth(realm = "brief", algorithm = ["MD5", "SHA-256"], nonces = Brief, state = Brief)]
struct ThreeTimesMd5First;

#[login_required(auth = ThreeTimesMd5First)]
async fn md5_first_brief(user: CurrentUser<String>) -> String {
    hello(&user)
}
