//! A full queue behind the real attributes: 503 with `Retry-After`, never a 401, no challenge, and never a pass.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::{Router, routing::get};
use httpauth::password::{self, Limits, Overloaded};
use httpauth::{AuthError, CurrentUser, basic_auth, login_required, verify_password};
use tower::ServiceExt as _;

/// As much work as a stored hash may ask for, in little memory, so that no other thread can keep up with requests.
const DEAR: &str = "$argon2id$v=19$m=19456,t=50,p=1$c2FsdHNhbHRzYWx0c2FsdA$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";

struct User(String);

#[basic_auth]
struct Auth;

#[verify_password]
async fn verify_password(username: &str, password: &str) -> Result<Option<User>, Overloaded> {
    let stored = (username != "nobody").then_some(DEAR);
    let known = password::verify(password, stored).await?;
    Ok(known.then(|| User(username.to_owned())))
}

#[login_required(optional)]
async fn index(user: Option<CurrentUser<User>>) -> String {
    user.map_or_else(String::new, |user| user.0.0)
}

async fn call(username: &str) -> Response<Body> {
    let app: Router = Router::new().route("/", get(index));
    // "john:guess" and "nobody:guess".
    let credentials = match username {
        "john" => "am9objpndWVzcw==",
        _ => "bm9ib2R5Omd1ZXNz",
    };
    let request = Request::get("/").header(header::AUTHORIZATION, format!("Basic {credentials}"));
    app.oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap()
}

#[tokio::test]
async fn case_116_a_full_queue_is_a_503_for_known_and_unknown_users() {
    let limits = Limits::default().permits(1).decoy(DEAR);
    limits.retry_after(Duration::from_secs(7)).set().unwrap();
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..15 {
        calls.spawn(call("john"));
        calls.spawn(call("nobody"));
    }
    let answers = calls.join_all().await;
    let (refused, verified): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|answer| answer.status() == StatusCode::SERVICE_UNAVAILABLE);
    assert!(!refused.is_empty());
    for answer in &refused {
        assert_eq!(answer.headers()[header::RETRY_AFTER], "7");
        assert!(!answer.headers().contains_key(header::WWW_AUTHENTICATE));
        assert!(answer.extensions().get::<AuthError>().is_none());
    }
    // The passwords that were let in to the queue were verified, and were wrong.
    assert!(!verified.is_empty());
    for answer in &verified {
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(password::usage().hashes, verified.len() as u64);
}
