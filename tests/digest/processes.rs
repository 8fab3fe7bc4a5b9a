//! Two processes that share nothing, that share a key alone, and that share key and counts. A process is here a router with
//! a store of its own.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRef;
use axum::http::Request;
use axum::routing::get;
use httpauth::digest::MemoryNonces;
use httpauth::testing::DigestClient;
use httpauth::{Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call};
use tower::ServiceExt;

use crate::store::Store;

/// The most requests of a client before it gives up.
const MOST: usize = 20;

#[derive(Clone, FromRef)]
struct Memory {
    nonces: Arc<MemoryNonces>,
}

#[digest_auth(algorithm = "SHA-256", nonces = Arc<MemoryNonces>, state = Memory)]
struct InMemory;

#[derive(Clone, FromRef)]
struct Shared {
    nonces: Store,
}

#[digest_auth(algorithm = "SHA-256", nonces = Store, state = Shared)]
struct InStore;

#[get_password(auth = [InMemory, InStore])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = InMemory)]
async fn in_memory() -> &'static str {
    "in"
}

#[login_required(auth = InStore)]
async fn in_store() -> &'static str {
    "in"
}

/// Returns a process with the default store, which has a random key.
fn by_memory() -> Router {
    let nonces = Arc::new(MemoryNonces::new());
    let router = Router::new().route("/", get(in_memory));
    router.with_state(Memory { nonces })
}

fn by_store(nonces: Store) -> Router {
    let router = Router::new().route("/", get(in_store));
    router.with_state(Shared { nonces })
}

/// Sends requests as a browser does, each to the next of these processes, until one lets the client in. Returns the number of
/// answers that were stale, or `None` if the client has given up.
async fn visit<'p>(
    john: &mut DigestClient,
    mut to: impl Iterator<Item = &'p Router>,
) -> Option<usize> {
    let mut stale = 0;
    for _ in 0..MOST {
        let mut request = Request::get("/").body(Body::empty()).unwrap();
        john.sign(&mut request);
        httpauth::AuthError::ask_for(request.extensions_mut());
        let response = to.next().unwrap().clone().oneshot(request).await.unwrap();
        let answer = Answer::read(response).await;
        stale +=
            usize::from(answer.error().map(httpauth::AuthError::reason) == Some(Reason::Stale));
        if !john.read(&answer.headers).expect("nobody is prompted") {
            answer.assert_is(200.try_into().unwrap(), &[], "in");
            return Some(stale);
        }
    }
    None
}

/// Returns a request that got in at this process.
async fn captured(process: &Router) -> Credentials {
    let challenge = Challenge::of(&Call::get("/").send(process).await, "SHA-256");
    let john = Credentials::new(&challenge, "john", "hello", "/");
    send(process, &john).await.assert_ok("in");
    john
}

async fn send(process: &Router, john: &Credentials) -> Answer {
    Call::get("/")
        .authorization(john.header())
        .send(process)
        .await
}

async fn refused(process: &Router, john: &Credentials, reason: Reason) {
    let answer = send(process, john).await;
    answer.assert_error(reason, &answer.challenges());
}

/// Without anything shared, a client that gets to another process is told so once, and goes on there.
#[tokio::test]
async fn another_process_is_stale_once() {
    let (one, other) = (by_memory(), by_memory());
    let mut john = DigestClient::new("john", "hello");
    for (process, stale) in [(&one, 0), (&one, 0), (&other, 1), (&other, 0), (&one, 1)] {
        let to = std::iter::repeat(process);
        assert_eq!(visit(&mut john, to).await, Some(stale));
    }
}

/// Nor is a captured request ever good at the other process.
#[tokio::test]
async fn another_process_lets_no_captured_request_in() {
    let (one, other) = (by_memory(), by_memory());
    let john = captured(&one).await;
    for _ in 0..3 {
        refused(&other, &john, Reason::Stale).await;
        refused(&one, &john, Reason::Replayed).await;
    }
}

/// A proxy that takes each request to the next process keeps a client out, which is told each time that its nonce is stale.
#[tokio::test]
async fn processes_in_turn_need_shared_counts() {
    let (one, other) = (by_memory(), by_memory());
    let mut john = DigestClient::new("john", "hello");
    assert_eq!(
        visit(&mut john, [&one, &other].into_iter().cycle()).await,
        None
    );

    let store = Store::default();
    let (one, other) = (by_store(store.clone()), by_store(store));
    let mut john = DigestClient::new("john", "hello");
    for _ in 0..10 {
        let to = [&one, &other].into_iter().cycle();
        assert_eq!(visit(&mut john, to).await, Some(0));
    }
}

/// A key that is shared without the counts lets a captured request in once at each other process. The documentation warns of
/// it, and no store of this crate does it by itself.
#[tokio::test]
async fn a_key_without_the_counts_is_a_replay() {
    let secret = b"a secret of sixteen bytes or more";
    let [one, other, third] = [(); 3].map(|()| by_store(Store::with_secret(secret)));
    let john = captured(&one).await;
    for process in [&other, &third] {
        send(process, &john).await.assert_ok("in");
        refused(process, &john, Reason::Replayed).await;
    }
    refused(&one, &john, Reason::Replayed).await;
}
