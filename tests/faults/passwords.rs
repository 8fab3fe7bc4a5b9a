//! `password::verify` behind the guard, when clients leave and callbacks panic while a hash is due. Nobody waits for
//! ever, and every permit comes back.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use httpauth::password::{self, Limits, Overloaded};
use httpauth::{basic_auth, login_required, verify_password};
use httpauth_tests::{Gate, Seen, Server, basic, until};
use tokio::sync::{Mutex, MutexGuard, OnceCell};
use tower_http::catch_panic::CatchPanicLayer;

/// A hash with as much work as a stored hash may ask for. While it is computed, many requests come and go.
const DEAR: &str = "$argon2id$v=19$m=19456,t=50,p=1$c2FsdHNhbHRzYWx0c2FsdA$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";

/// "hello", cheap, as the reference tool made it.
const HELLO: &str =
    "$argon2id$v=19$m=256,t=2,p=1$cmVmZXJlbmNlLXNhbHQ$hvnPz/sx8mBy3/lBIRFnZBALrBg9HsikRuR2AVMOFvU";

#[derive(Clone, Default)]
struct AppState {
    seen: Seen,
    gate: Gate,
}

#[basic_auth(state = AppState)]
struct Auth;

/// Knows "dear", the user with the expensive hash. With `x-panic` it panics when the verification is under way and the
/// gate opens.
#[verify_password]
async fn verify_password(
    username: &str,
    password: &str,
    State(AppState { seen, gate }): State<AppState>,
    headers: HeaderMap,
) -> Result<bool, Overloaded> {
    seen.record("asked");
    let stored = if username == "dear" { DEAR } else { HELLO };
    let verified = password::verify(password, Some(stored));
    if !headers.contains_key("x-panic") {
        return verified.await;
    }
    tokio::select! {
        biased;
        _ = verified => unreachable!("the permit is taken"),
        () = gate.pass() => panic!("while it waits for its answer"),
    }
}

#[login_required]
async fn index() -> &'static str {
    "in"
}

/// Waits for the test's turn. The counts are the process's, so the tests take turns.
async fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::const_new(());
    static SET: OnceCell<()> = OnceCell::const_new();
    // Nobody waits for too long, however busy the machine is.
    let limits = Limits::default().permits(1).wait(Duration::from_secs(60));
    let limits = async || limits.set().unwrap();
    SET.get_or_init(limits).await;
    TURN.lock().await
}

fn request(username: &str, password: &str, fields: &str) -> String {
    let credentials = basic(username, password);
    format!("GET / HTTP/1.1\r\nHost: x\r\nAuthorization: {credentials}\r\n{fields}\r\n")
}

struct App {
    state: AppState,
    server: Server,
}

impl App {
    async fn start() -> Self {
        let state = AppState::default();
        let router = Router::new()
            .route("/", get(index))
            .with_state(state.clone())
            .layer(CatchPanicLayer::new());
        Self {
            state,
            server: Server::start(router).await,
        }
    }

    /// Returns a client whose question is on its way.
    async fn ask(&self, request: String) -> httpauth_tests::Connection {
        let mut connection = self.server.connect().await;
        connection.write(request).await;
        until(|| self.state.seen.take() == ["asked"]).await;
        connection
    }

    /// Returns a client whose expensive hash has the only permit.
    async fn holds_the_permit(&self) -> httpauth_tests::Connection {
        let holds = self.ask(request("dear", "guess", "")).await;
        until(|| password::usage().running == 1).await;
        holds
    }
}

/// Waits until all permits are free, and nobody waits for one. Those who have left may be looked at last.
async fn idle() {
    until(|| {
        let usage = password::usage();
        (usage.running, usage.queued) == (0, 0)
    })
    .await;
}

/// Of those who ask the same each has a place of its own.
#[tokio::test]
async fn who_leaves_takes_no_answer_along() {
    let _turn = turn().await;
    let app = App::start().await;
    for leaves in 0..3 {
        let before = password::usage().hashes;
        let holds = app.holds_the_permit().await;
        let password = format!("wrong {leaves}");
        let mut clients = Vec::new();
        for _ in 0..3 {
            clients.push(app.ask(request("john", &password, "")).await);
        }
        assert_eq!(password::usage().queued, 3);
        drop(clients.remove(leaves));
        for client in &mut clients {
            assert_eq!(client.head().await.status, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(password::usage().hashes, before + 3);
        idle().await;
        drop(holds);
    }
    app.server.stop().await;
}

/// A password that nobody waits for is not hashed, and those behind it are.
#[tokio::test]
async fn when_all_leave_nothing_is_hashed() {
    let _turn = turn().await;
    let app = App::start().await;
    let before = password::usage().hashes;
    let mut holds = app.holds_the_permit().await;
    for round in ["left", "stays"] {
        let mut clients = Vec::new();
        for number in 0..8 {
            let guess = format!("{round} {number}");
            clients.push(app.ask(request("john", &guess, "")).await);
        }
        if round == "left" {
            continue;
        }
        assert_eq!(holds.head().await.status, StatusCode::UNAUTHORIZED);
        for client in &mut clients {
            assert_eq!(client.head().await.status, StatusCode::UNAUTHORIZED);
        }
    }
    idle().await;
    assert_eq!(password::usage().hashes, before + 1 + 8);
    drop(holds);
    app.server.stop().await;
}

/// A client that leaves while its own hash is computed gives the permit back when the hash is done.
#[tokio::test]
async fn a_permit_comes_back() {
    let _turn = turn().await;
    let app = App::start().await;
    for _ in 0..3 {
        let holds = app.holds_the_permit().await;
        drop(holds);
        idle().await;
    }
    let answer = app.server.send(request("john", "hello", "")).await;
    answer.assert_is(StatusCode::OK, &[], "in");
    app.server.stop().await;
}

/// A callback that panics while its answer is due, alone or with others who ask the same.
#[tokio::test]
async fn a_panic_leaves_pool_and_cache_as_they_were() {
    let _turn = turn().await;
    let app = App::start().await;
    let holds = app.holds_the_permit().await;
    let panics = app.ask(request("john", "alone", "X-Panic: 1\r\n")).await;
    let first = app.ask(request("john", "hello", "X-Panic: 1\r\n")).await;
    let mut joined = app.ask(request("john", "hello", "")).await;
    let last = app.ask(request("john", "hello", "X-Panic: 1\r\n")).await;
    assert_eq!(password::usage().queued, 4);
    app.state.gate.open();
    for mut client in [panics, first, last] {
        let answer = client.head().await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
    assert_eq!(joined.head().await.status, StatusCode::OK);
    idle().await;
    // The cache has the right one, the pool does the next.
    let before = password::usage().hashes;
    for (password, status, hashes) in [
        ("hello", StatusCode::OK, 0),
        ("alone", StatusCode::UNAUTHORIZED, 1),
    ] {
        let answer = app.server.send(request("john", password, "")).await;
        assert_eq!(answer.status, status);
        assert_eq!(password::usage().hashes, before + hashes);
    }
    drop((holds, joined));
    app.server.stop().await;
}

/// Shutdown waits for the hash that is due, and answers.
#[tokio::test]
async fn shutdown_waits_for_the_hash() {
    let _turn = turn().await;
    let app = App::start().await;
    let mut holds = app.holds_the_permit().await;
    let stopped = tokio::spawn(app.server.stop());
    assert_eq!(holds.head().await.status, StatusCode::UNAUTHORIZED);
    stopped.await.unwrap();
    until(|| {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
            == 0
    })
    .await;
    idle().await;
}
