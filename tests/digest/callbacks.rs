//! Nonces and opaques of the program's own.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::get};
use httpauth::{
    CurrentUser, Reason, digest_auth, generate_nonce, generate_opaque, get_password,
    login_required, verify_nonce, verify_opaque,
};
use httpauth_tests::digest::{Challenge, Credentials, info};
use httpauth_tests::{Answer, Call, Seen};

#[digest_auth(realm = "Own", algorithm = "SHA-256", state = Seen)]
struct Own;

#[get_password(auth = Own)]
fn get_password(username: &str, State(seen): State<Seen>) -> Option<&'static str> {
    seen.record(username);
    (username == "john").then_some("hello")
}

/// Returns the nonce that the request asks for.
#[generate_nonce(auth = Own)]
async fn generate_nonce(headers: HeaderMap) -> Result<String, StatusCode> {
    match headers.get("x-nonce").map(|nonce| nonce.to_str().unwrap()) {
        Some("fail") => Err(StatusCode::SERVICE_UNAVAILABLE),
        Some("split") => Ok("x\r\nSet-Cookie: a=b".to_owned()),
        Some(nonce) => Ok(nonce.to_owned()),
        None => Ok("not a good nonce".to_owned()),
    }
}

#[verify_nonce(auth = Own)]
async fn verify_nonce(nonce: &str, State(seen): State<Seen>) -> Result<bool, StatusCode> {
    seen.record(format!("nonce {nonce}"));
    match nonce {
        "fail later" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(nonce != "old"),
    }
}

#[generate_opaque(auth = Own)]
fn generate_opaque() -> String {
    r#"some "opaque" \ text"#.to_owned()
}

#[verify_opaque(auth = Own)]
fn verify_opaque(opaque: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("opaque {opaque}"));
    opaque == generate_opaque()
}

#[login_required(auth = Own)]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

const OPAQUE: &str = r#"opaque some "opaque" \ text"#;

fn app(seen: &Seen) -> Router {
    Router::new()
        .route("/", get(index))
        .with_state(seen.clone())
}

/// Returns the answer to john over this nonce.
async fn john(app: &Router, nonce: &str, change: impl Fn(Credentials) -> Credentials) -> Answer {
    let answer = Call::get("/").header("x-nonce", nonce).send(app).await;
    let john = Credentials::new(&Challenge::of(&answer, "SHA-256"), "john", "hello", "/");
    assert_eq!(john.get("nonce"), nonce.as_bytes());
    Call::get("/")
        .authorization(change(john).header())
        .send(app)
        .await
}

/// Each callback is asked once, in this order, about what the client sent back. The answer has `rspauth` and no next
/// nonce.
#[tokio::test]
async fn they_decide_alone() {
    let seen = Seen::default();
    let app = app(&seen);
    for nonce in ["not a good nonce", r#"a "quoted\ one"#] {
        // The counts of their nonces are left to them.
        for _ in 0..2 {
            let answer = john(&app, nonce, |john| john).await;
            answer.assert_ok("Hello, john!");
            seen.assert(&[OPAQUE, "john", &format!("nonce {nonce}")]);
            assert!(info(&answer, "rspauth").is_some() && info(&answer, "nextnonce").is_none());
        }
    }
}

#[tokio::test]
async fn what_they_refuse() {
    let seen = Seen::default();
    let app = app(&seen);
    let answer = john(&app, "old", |john| john).await;
    answer.assert_error(Reason::Stale, &answer.challenges());
    assert!(answer.challenges()[0].ends_with(", stale=true"));
    seen.assert(&[OPAQUE, "john", "nonce old"]);
    // Only a right response is worth the question, and only an opaque that came back is worth a password.
    let answer = john(&app, "old", |john| john.set("response", "0")).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
    seen.assert(&[OPAQUE, "john"]);
    let answer = john(&app, "new", |john| john.set("opaque", "x")).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
    seen.assert(&["opaque x"]);
    let answer = john(&app, "new", |john| john.without("opaque")).await;
    answer.assert_error(Reason::Invalid, &answer.challenges());
    seen.assert(&[]);
}

/// Their errors are the answer, and what cannot stand in a header is an error, not two headers.
#[tokio::test]
async fn what_fails() {
    let seen = Seen::default();
    let app = app(&seen);
    let answer = Call::get("/").header("x-nonce", "fail").send(&app).await;
    answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
    let answer = Call::get("/").header("x-nonce", "split").send(&app).await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "");
    assert_eq!(answer.values("set-cookie"), [""; 0]);
    john(&app, "fail later", |john| john)
        .await
        .assert_own(StatusCode::SERVICE_UNAVAILABLE, "");
}
