//! A nonce store that hangs, fails or panics. Only its own requests are concerned, and none of them gets in.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::digest::{Claim, MemoryNonces, Nonce, NonceKey, NonceStore, process_clock};
use httpauth::{digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call, Gate, Seen, Server};

use crate::callbacks::request;

/// The fault of the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Trouble {
    #[default]
    None,
    Hangs,
    Fails,
    FailsToFindItsKey,
    PanicsAtItsKey,
    PanicsAtItsClock,
    PanicsAtOnce,
    PanicsLater,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the store at 10.0.0.1 is down")
    }
}

impl std::error::Error for Trouble {}

/// A store in memory that has the trouble it is told to have.
#[derive(Clone, Default)]
struct Store {
    nonces: Arc<MemoryNonces>,
    trouble: Arc<Mutex<Trouble>>,
    gate: Gate,
}

impl Store {
    fn has(&self, trouble: Trouble) {
        *self.trouble.lock().unwrap() = trouble;
    }

    fn trouble(&self) -> Trouble {
        *self.trouble.lock().unwrap()
    }
}

impl NonceStore for Store {
    type Error = Trouble;

    fn key(&self) -> Result<&NonceKey, Trouble> {
        match self.trouble() {
            Trouble::FailsToFindItsKey => Err(Trouble::FailsToFindItsKey),
            Trouble::PanicsAtItsKey => panic!("no key"),
            _ => self.nonces.key().map_err(|_| Trouble::Fails),
        }
    }

    fn now(&self) -> Duration {
        assert_ne!(self.trouble(), Trouble::PanicsAtItsClock);
        process_clock()
    }

    // No `async fn`, so that it can panic before there is a future.
    fn claim(
        &self,
        nonce: &Nonce,
        nc: NonZeroU32,
    ) -> impl Future<Output = Result<Claim, Trouble>> + Send {
        assert_ne!(self.trouble(), Trouble::PanicsAtOnce);
        async move {
            match self.trouble() {
                Trouble::Hangs => self.gate.pass().await,
                Trouble::Fails => return Err(Trouble::Fails),
                Trouble::PanicsLater => {
                    tokio::task::yield_now().await;
                    panic!("no claim");
                }
                _ => {}
            }
            let claim = self.nonces.claim(nonce, nc).await;
            claim.map_err(|_| Trouble::Fails)
        }
    }
}

#[derive(Clone, Default)]
struct AppState {
    store: Store,
    seen: Seen,
}

impl FromRef<AppState> for Store {
    fn from_ref(state: &AppState) -> Self {
        state.store.clone()
    }
}

impl FromRef<AppState> for Seen {
    fn from_ref(state: &AppState) -> Self {
        state.seen.clone()
    }
}

#[digest_auth(algorithm = "SHA-256", nonces = Store, state = AppState)]
struct Shared;

#[digest_auth(algorithm = "SHA-256")]
struct Own;

#[get_password(auth = [Shared, Own])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = Shared)]
async fn shared(State(seen): State<Seen>) -> &'static str {
    seen.record("handler");
    "in"
}

#[login_required(auth = Shared, optional)]
async fn optional(State(seen): State<Seen>) -> &'static str {
    seen.record("handler");
    "in"
}

#[login_required(auth = Own)]
async fn own() -> &'static str {
    "in"
}

struct App {
    state: AppState,
    router: Router,
    server: Server,
}

impl App {
    async fn start() -> Self {
        let state = AppState::default();
        let router = Router::new()
            .route("/shared", get(shared))
            .route("/optional", get(optional))
            .route("/own", get(own))
            .with_state(state.clone());
        let server = Server::start(router.clone()).await;
        Self {
            state,
            router,
            server,
        }
    }

    async fn challenge(&self, target: &str) -> Challenge {
        let route = target.replace("optional", "shared");
        Challenge::of(&Call::get(&route).send(&self.router).await, "SHA-256")
    }

    /// Returns John's first request over a new nonce.
    async fn john(&self, target: &str) -> String {
        let john = Credentials::new(&self.challenge(target).await, "john", "hello", target);
        with(target, &john)
    }

    async fn send(&self, request: &str) -> Answer {
        self.server.send(request).await
    }

    /// Asserts that requests of another store, or of no store, are answered.
    async fn others_are_served(&self) {
        let own = self.john("/own").await;
        self.send(&own).await.assert_is(StatusCode::OK, &[], "in");
        let nobody = self.send(&request("/optional", None, "")).await;
        nobody.assert_is(StatusCode::OK, &[], "in");
        self.state.seen.assert(&["handler"]);
    }
}

fn with(target: &str, credentials: &Credentials) -> String {
    let credentials = String::from_utf8(credentials.header()).unwrap();
    request(target, Some(&credentials), "")
}

#[tokio::test]
async fn a_store_that_hangs_holds_up_its_own_requests_alone() {
    let app = App::start().await;
    for target in ["/shared", "/optional"] {
        let john = app.john(target).await;
        app.state.store.has(Trouble::Hangs);
        let mut waits = app.server.connect().await;
        waits.write(&john).await;
        app.state.store.gate.until_waiting(1).await;
        app.others_are_served().await;
        // Requests of its own object are answered too, since a refusal need not ask the store.
        let challenge = app.challenge(target).await;
        let wrong = with(target, &Credentials::new(&challenge, "john", "bye", target));
        let answer = app.send(&wrong).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        app.state.seen.assert(&[]);

        // A client that leaves has used nothing.
        drop(waits);
        app.state.store.gate.until_waiting(0).await;
        app.state.store.has(Trouble::None);
        app.send(&john).await.assert_is(StatusCode::OK, &[], "in");
        app.state.seen.assert(&["handler"]);
        let again = app.send(&john).await;
        assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    }
    app.server.stop().await;
}

/// A store that comes back lets those in who still wait, each count once.
#[tokio::test]
async fn a_store_that_comes_back_lets_one_in_who_waits() {
    let app = App::start().await;
    let john = app.john("/shared").await;
    app.state.store.has(Trouble::Hangs);
    let mut clients = Vec::new();
    for _ in 0..8 {
        let mut client = app.server.connect().await;
        client.write(&john).await;
        clients.push(client);
    }
    app.state.store.gate.until_waiting(8).await;
    app.state.store.gate.open();
    let mut statuses = Vec::new();
    for client in &mut clients {
        statuses.push(client.head().await.status);
    }
    let passed = statuses.iter().filter(|status| **status == StatusCode::OK);
    assert_eq!(passed.count(), 1, "{statuses:?}");
    app.state.seen.assert(&["handler"]);
    drop(clients);
    app.server.stop().await;
}

#[tokio::test]
async fn a_store_that_fails_is_503() {
    let app = App::start().await;
    for target in ["/shared", "/optional"] {
        let john = app.john(target).await;
        for trouble in [Trouble::Fails, Trouble::FailsToFindItsKey] {
            app.state.store.has(trouble);
            let answer = app.send(&john).await;
            answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
            assert_eq!(answer.values("authentication-info"), [""; 0]);
            app.state.seen.assert(&[]);
            app.others_are_served().await;
        }
        // There is no nonce to challenge with.
        let answer = app.send(&request("/shared", None, "")).await;
        answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable");
        app.state.store.has(Trouble::None);
        app.send(&john).await.assert_is(StatusCode::OK, &[], "in");
        app.state.seen.take();
    }
    app.server.stop().await;
}

#[tokio::test]
async fn a_store_that_panics_ends_the_connection() {
    let app = App::start().await;
    for target in ["/shared", "/optional"] {
        for trouble in [
            Trouble::PanicsAtItsKey,
            Trouble::PanicsAtItsClock,
            Trouble::PanicsAtOnce,
            Trouble::PanicsLater,
        ] {
            let john = app.john(target).await;
            app.state.store.has(trouble);
            let mut connection = app.server.connect().await;
            connection.write(&john).await;
            assert_eq!(connection.rest().await, b"", "{trouble:?}");
            app.state.seen.assert(&[]);
            app.others_are_served().await;
            app.state.store.has(Trouble::None);
            app.send(&john).await.assert_is(StatusCode::OK, &[], "in");
            app.state.seen.take();
        }
    }
    app.server.stop().await;
}
