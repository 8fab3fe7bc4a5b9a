//! `test_digest_no_qop.py`, about the legacy form of RFC 2069, which has no counts.

use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, digest_auth, generate_nonce, generate_opaque, get_password,
    login_required, verify_nonce, verify_opaque,
};
use httpauth_tests::digest::{Challenge, Credentials, hash};
use httpauth_tests::{Answer, Call, Seen};

use crate::digest_challenges;

#[digest_auth(qop = "none")]
struct Auth;

#[digest_auth(algorithm = "MD5", qop = "none", state = Seen)]
struct Own;

#[get_password(auth = [Auth, Own])]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "susan" => Some("hello"),
        "john" => Some("bye"),
        _ => None,
    }
}

#[generate_nonce(auth = Own)]
fn generate_nonce() -> String {
    "not a good nonce".to_owned()
}

#[generate_opaque(auth = Own)]
fn generate_opaque() -> String {
    "some opaque".to_owned()
}

#[verify_nonce(auth = Own)]
fn verify_nonce(nonce: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("nonce {nonce}"));
    true
}

#[verify_opaque(auth = Own)]
fn verify_opaque(opaque: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("opaque {opaque}"));
    true
}

#[login_required]
async fn guarded(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

#[login_required(auth = Own)]
async fn own(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

fn app(seen: &Seen) -> Router {
    Router::new()
        .route("/digest", get(guarded))
        .route("/own", get(own))
        .with_state(seen.clone())
}

/// Logs in as a client of Flask-HTTPAuth's tests does, with MD5 and without the `algorithm` parameter.
async fn login(
    path: &str,
    algorithm: &str,
    realm: Option<&str>,
    name: [&str; 2],
    seen: &Seen,
) -> Answer {
    let app = app(seen);
    let challenge = Challenge::of(&Call::get(path).send(&app).await, algorithm);
    let [signed, sent] = name;
    let mut user = Credentials::new(&challenge, signed, "bye", path);
    let said = user.get("realm").to_vec();
    if let Some(realm) = realm {
        user = user.set("realm", realm).sign();
    }
    let user = user
        .set("username", sent)
        .set("realm", said)
        .without("algorithm");
    Call::get(path)
        .authorization(user.header())
        .send(&app)
        .await
}

#[track_caller]
fn assert_challenged(answer: &Answer, reason: Reason) {
    let expected = digest_challenges(answer, "Authentication Required", &["SHA-256", "MD5"], "");
    answer.assert_refused(
        reason,
        &expected.iter().map(String::as_str).collect::<Vec<_>>(),
    );
}

#[tokio::test]
async fn prompt() {
    let answer = Call::get("/digest").send(&app(&Seen::default())).await;
    assert_challenged(&answer, Reason::Missing);
}

/// The departure is that `OPTIONS` is not exempt. Here no handler takes it, so that it is axum's 405.
#[tokio::test]
async fn ignore_options() {
    let answer = Call::new(Method::OPTIONS, "/digest")
        .send(&app(&Seen::default()))
        .await;
    answer.assert_is(StatusCode::METHOD_NOT_ALLOWED, &[], "");
}

#[tokio::test]
async fn login_valid() {
    let answer = login("/digest", "MD5", None, ["john", "john"], &Seen::default()).await;
    answer.assert_ok("digest_auth:john");
}

#[tokio::test]
async fn login_bad_realm() {
    let answer = login(
        "/digest",
        "MD5",
        Some("Wrong Realm"),
        ["john", "john"],
        &Seen::default(),
    )
    .await;
    assert_challenged(&answer, Reason::Invalid);
}

#[tokio::test]
async fn login_invalid2() {
    let answer = login("/digest", "MD5", None, ["david", "john"], &Seen::default()).await;
    assert_challenged(&answer, Reason::Invalid);
}

/// The departure is that `ha1` is of one algorithm. Objects with several algorithms have no `ha1`.
#[test]
fn generate_ha1() {
    let expected = hash("MD5", &[b"pawel", b"Authentication Required", b"test"]);
    assert_eq!(Own::ha1("pawel", "test"), expected);
}

#[tokio::test]
async fn custom_nonce_checker() {
    let seen = Seen::default();
    let answer = Call::get("/own").send(&app(&seen)).await;
    let challenge = &Challenge::all(&answer)[0];
    assert_eq!(challenge.get("nonce"), Some("not a good nonce"));
    assert_eq!(challenge.get("opaque"), Some("some opaque"));
    let answer = login("/own", "MD5", None, ["john", "john"], &seen).await;
    answer.assert_ok("digest_auth:john");
    seen.assert(&["opaque some opaque", "nonce not a good nonce"]);
}
