//! `password::verify` behind the real attributes, counted in hashes.

#![allow(clippy::unwrap_used)]

use std::future::Future as _;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, header};
use axum::{Router, routing::get};
use httpauth::password::{self, Overloaded};
use httpauth::{Client, basic_auth, login_required, verify_password};
use tower::ServiceExt as _;

/// "hello", cheap, as the reference tool made it.
const HELLO: &str =
    "$argon2id$v=19$m=256,t=2,p=1$cmVmZXJlbmNlLXNhbHQ$hvnPz/sx8mBy3/lBIRFnZBALrBg9HsikRuR2AVMOFvU";
const JOHN_HELLO: &str = "Basic am9objpoZWxsbw==";
const JOHN_HULLO: &str = "Basic am9objpodWxsbw==";

/// The counts are the process's, so the tests take turns.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// John's stored hash, if he exists.
type John = Arc<Mutex<Option<String>>>;

#[basic_auth(state = John)]
struct Auth;

#[verify_password]
async fn verify_password(
    username: &str,
    password: &str,
    State(john): State<John>,
) -> Result<bool, Overloaded> {
    let stored = john.lock().unwrap().clone().filter(|_| username == "john");
    password::verify(password, stored.as_deref()).await
}

#[login_required]
async fn index() {}

/// The status, and how many hashes it took.
async fn call(john: &John, credentials: &'static str) -> (u16, u64) {
    let before = password::usage().hashes;
    let status = send(john.clone(), credentials).await;
    (status, password::usage().hashes - before)
}

async fn send(john: John, credentials: &'static str) -> u16 {
    let app = Router::new().route("/", get(index)).with_state(john);
    let request = Request::get("/").header(header::AUTHORIZATION, credentials);
    let answer = app.oneshot(request.body(Body::empty()).unwrap()).await;
    answer.unwrap().status().as_u16()
}

fn john(stored: impl Into<String>) -> John {
    Arc::new(Mutex::new(Some(stored.into())))
}

#[tokio::test]
async fn a_right_password_is_hashed_once_and_a_wrong_one_each_time() {
    let _turn = TURN.lock().await;
    let john = john(HELLO);
    let _ = call(&john, JOHN_HELLO).await;
    assert_eq!(call(&john, JOHN_HELLO).await, (200, 0));
    assert_eq!(call(&john, JOHN_HULLO).await, (401, 1));
    assert_eq!(call(&john, JOHN_HULLO).await, (401, 1));
}

#[tokio::test]
async fn case_117_a_changed_password_and_a_deleted_user_are_refused_at_once() {
    let _turn = TURN.lock().await;
    let john = john(HELLO);
    let _ = call(&john, JOHN_HELLO).await;
    assert_eq!(call(&john, JOHN_HELLO).await, (200, 0));
    *john.lock().unwrap() = Some(password::hash("hullo").unwrap());
    assert_eq!(call(&john, JOHN_HELLO).await, (401, 1));
    assert_eq!(call(&john, JOHN_HULLO).await, (200, 1));
    *john.lock().unwrap() = None;
    assert_eq!(call(&john, JOHN_HULLO).await, (401, 1));
}

#[tokio::test]
async fn an_unknown_user_costs_one_hash_as_a_known_one_does() {
    let _turn = TURN.lock().await;
    let john = john(HELLO);
    let nobody_hello = "Basic bm9ib2R5OmhlbGxv";
    assert_eq!(call(&john, nobody_hello).await, (401, 1));
    assert_eq!(call(&john, JOHN_HULLO).await, (401, 1));
    *john.lock().unwrap() = Some("no hash at all".to_owned());
    assert_eq!(call(&john, JOHN_HELLO).await, (401, 1));
}

#[tokio::test]
async fn equal_requests_at_one_time_find_the_first_ones_answer() {
    let _turn = TURN.lock().await;
    let john = john(password::hash("hello").unwrap());
    let before = password::usage().hashes;
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..16 {
        calls.spawn(send(john.clone(), JOHN_HELLO));
    }
    assert!(calls.join_all().await.iter().all(|status| *status == 200));
    // Those that have a permit before the first answer are hashed too.
    let usage = password::usage();
    let hashes = usage.hashes - before;
    assert!((1..=usage.permits as u64).contains(&hashes), "{hashes}");
}

#[tokio::test]
async fn usage_counts_who_comes_without_a_client() {
    let _turn = TURN.lock().await;
    let loopback = IpAddr::from(Ipv4Addr::LOCALHOST);
    for (client, more) in [(Some(Client::from(loopback)), 0), (None, 1)] {
        let before = password::usage().without_client;
        let verified = password::verify("hello", None).client(client);
        assert_eq!(verified.await, Ok(false));
        assert_eq!(password::usage().without_client, before + more);
    }
    let john = john(HELLO);
    let before = password::usage().without_client;
    let _ = call(&john, JOHN_HULLO).await;
    assert_eq!(password::usage().without_client, before + 1);
}

#[tokio::test]
async fn what_is_asked_again_after_its_answer_gets_no_second_one() {
    let _turn = TURN.lock().await;
    let mut verified = password::verify("hello", None);
    assert_eq!((&mut verified).await, Ok(false));
    let again = std::future::poll_fn(|context| {
        std::task::Poll::Ready(std::pin::Pin::new(&mut verified).poll(context))
    });
    assert!(again.await.is_pending());
}
