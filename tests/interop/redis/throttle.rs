//! `RedisThrottle` with a Redis server. Two processes are here two routers with a connection each.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use futures_util::FutureExt;
use httpauth::throttle::{Limits, MemoryThrottle, RedisThrottle, ThrottleKey};
use httpauth::{basic_auth, client_ip, login_required, verify_password};
use httpauth_tests::{Call, Gate, Seen};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use redis::AsyncCommands;
use tokio::select;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::server::Server;

const HOME: &str = "192.0.2.1";

#[derive(Clone, FromRef)]
struct App {
    redis: RedisThrottle,
    memory: Arc<MemoryThrottle>,
    seen: Seen,
    gate: Gate,
}

#[basic_auth(throttle = RedisThrottle, state = App)]
struct Auth;

/// The same by the memory, to compare with.
#[basic_auth(throttle = Arc<MemoryThrottle>, state = App)]
struct InMemory;

#[client_ip(auth = [Auth, InMemory])]
fn client_ip(fields: HeaderMap) -> Option<IpAddr> {
    fields.get("x-real-ip")?.to_str().ok()?.parse().ok()
}

#[verify_password(auth = [Auth, InMemory])]
async fn verify_password(
    username: &str,
    password: &str,
    State(seen): State<Seen>,
    State(gate): State<Gate>,
) -> Result<bool, StatusCode> {
    seen.record(username);
    match password {
        "waits" => gate.pass().await,
        "down" => return Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => {}
    }
    Ok(password == "hello")
}

#[login_required(auth = Auth)]
async fn index() {}

#[login_required(auth = InMemory)]
async fn in_memory() {}

/// Returns a process, with a connection of its own.
pub(super) async fn process(server: &Server, limits: Limits) -> (Router, Seen) {
    let (router, app) = process_with_gate(server, limits).await;
    (router, app.seen)
}

async fn process_with_gate(server: &Server, limits: Limits) -> (Router, App) {
    let key = ThrottleKey::from_secret(b"the secret of all processes").unwrap();
    let app = App {
        redis: RedisThrottle::new(server.connect().await, key).with_limits(limits),
        memory: Arc::new(MemoryThrottle::new().with_limits(limits)),
        seen: Seen::default(),
        gate: Gate::default(),
    };
    let router = Router::new()
        .route("/", get(index))
        .route("/memory", get(in_memory))
        .with_state(app.clone());
    (router, app)
}

pub(super) async fn send(process: &Router, target: &str, at: &str, who: [&str; 2]) -> u16 {
    let call = Call::get(target).header("x-real-ip", at);
    let answer = call.basic(who[0], who[1]).send(process).await;
    assert_eq!(
        answer.status == 429,
        !answer.values("retry-after").is_empty()
    );
    answer.status.as_u16()
}

/// Ten failures are ten in all processes, and a success in one forgets them in all.
#[tokio::test]
async fn limits_hold_over_processes() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, _) = process(&server, Limits::new()).await;
    let (other, seen) = process(&server, Limits::new()).await;
    for last in [200, 401] {
        for turn in 0..9 {
            let process = if turn % 2 == 0 { &one } else { &other };
            assert_eq!(send(process, "/", HOME, ["john", "guess"]).await, 401);
        }
        let password = if last == 200 { "hello" } else { "guess" };
        assert_eq!(send(&one, "/", HOME, ["john", password]).await, last);
    }
    seen.take();
    assert_eq!(send(&other, "/", HOME, ["john", "hello"]).await, 429);
    seen.assert(&[]);
    assert_eq!(send(&other, "/", HOME, ["susan", "hello"]).await, 200);
    assert_eq!(send(&other, "/", "192.0.2.2", ["john", "hello"]).await, 200);
}

/// However many guesses come at once, to two processes, ten are judged.
#[tokio::test]
async fn guesses_at_once_do_not_pass_together() {
    let Some(server) = Server::start().await else {
        return;
    };
    let processes = [
        process(&server, Limits::new()).await,
        process(&server, Limits::new()).await,
    ];
    let mut answers = JoinSet::new();
    for guess in 0..128 {
        let process = processes[guess % 2].0.clone();
        answers.spawn(async move { send(&process, "/", HOME, ["john", "guess"]).await });
    }
    let answers = answers.join_all().await;
    let judged = answers.iter().filter(|status| **status == 401).count();
    let asked = processes.map(|(_, seen)| seen.take().len());
    assert_eq!((judged, asked.iter().sum()), (10, 10), "{answers:?}");
}

/// Strangers hold up a user where he is not known. Where he got in by one process, all let him in.
#[tokio::test]
async fn a_user_is_known_to_all_processes() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, _) = process(&server, Limits::new()).await;
    let (other, _) = process(&server, Limits::new()).await;
    assert_eq!(send(&one, "/", HOME, ["john", "hello"]).await, 200);
    for guess in 0..100 {
        let at = format!("198.51.100.{}", guess % 20);
        assert_eq!(send(&one, "/", &at, ["John", "guess"]).await, 401);
    }
    assert_eq!(
        send(&other, "/", "198.51.100.200", ["john", "hello"]).await,
        429
    );
    assert_eq!(send(&other, "/", HOME, ["john", "hello"]).await, 200);
}

/// What the server keeps ends by itself, and says neither who nor from where.
#[tokio::test]
async fn what_the_server_keeps_ends() {
    let Some(server) = Server::start().await else {
        return;
    };
    let minute = Duration::from_secs(60);
    let short = Duration::from_millis(800);
    let limits = Limits::new().pair(2, short).known(minute);
    let (process, _) = process(&server, limits).await;
    assert_eq!(send(&process, "/", HOME, ["john", "hello"]).await, 200);
    for status in [401, 401, 429] {
        assert_eq!(send(&process, "/", HOME, ["john", "guess"]).await, status);
    }
    let mut connection = server.connect().await;
    let keys: Vec<String> = connection.keys("*").await.unwrap();
    assert_eq!(keys.len(), 4);
    for key in keys {
        assert!(key.starts_with("httpauth:{throttle}:"), "{key}");
        assert!(!key.contains("john") && !key.contains("192.0.2"), "{key}");
        let life: i64 = connection.pttl(&key).await.unwrap();
        assert!((1..=68 * 60_000).contains(&life), "{key}: {life}");
    }
    let again = async {
        while send(&process, "/", HOME, ["john", "hello"]).await == 429 {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), again).await.unwrap();
}

/// Who goes away while the server is asked leaves nothing in flight there, which others would have to wait for.
#[tokio::test]
async fn who_leaves_while_the_server_is_asked() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (process, _) = process(&server, Limits::new()).await;
    for _ in 0..20 {
        let left = send(&process, "/", HOME, ["john", "guess"]).now_or_never();
        assert_eq!(left, None);
    }
    assert_eq!(send(&process, "/", HOME, ["john", "hello"]).await, 200);
}

/// Limits that never end are limits of ten years, which the server takes as it takes others.
#[tokio::test]
async fn limits_at_their_ends() {
    let Some(server) = Server::start().await else {
        return;
    };
    let limits = Limits::new()
        .pair(2, Duration::MAX)
        .client(u16::MAX, Duration::MAX)
        .user(u16::MAX, Duration::MAX)
        .known(Duration::MAX);
    let (one, _) = process(&server, limits).await;
    let (other, _) = process(&server, limits).await;
    assert_eq!(send(&one, "/", HOME, ["john", "hello"]).await, 200);
    for (process, status) in [(&one, 401), (&other, 401), (&one, 429), (&other, 429)] {
        assert_eq!(send(process, "/", HOME, ["john", "guess"]).await, status);
        tokio::task::yield_now().await;
    }
    let mut connection = server.connect().await;
    let keys: Vec<String> = connection.keys("*").await.unwrap();
    assert_eq!(keys.len(), 4);
    for key in keys {
        let life: i64 = connection.pttl(&key).await.unwrap();
        assert!(life > 0, "{key}: {life}");
    }
}

/// Without the server each process goes on with what it saw, and with the server again when that answers.
#[tokio::test]
async fn without_a_server_the_memory_takes_over() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let (one, _) = process(&server, Limits::new()).await;
    for _ in 0..6 {
        assert_eq!(send(&one, "/", HOME, ["john", "guess"]).await, 401);
    }
    server.kill().await;
    for status in [401, 401, 401, 401, 429] {
        assert_eq!(send(&one, "/", HOME, ["john", "guess"]).await, status);
    }
    assert_eq!(send(&one, "/", HOME, ["susan", "hello"]).await, 200);
    // The server comes back, and has lost everything.
    server.restart().await;
    let again = async {
        while send(&one, "/", HOME, ["john", "hello"]).await == 429 {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), again).await.unwrap();
}

/// The server and the memory give the same answers, in any history.
#[tokio::test]
async fn answers_as_the_memory() {
    let Some(server) = Server::start().await else {
        return;
    };
    let hour = Duration::from_secs(3600);
    let limits = Limits::new().pair(4, hour).client(9, hour).user(8, hour);
    let times = proptest::sample::select(vec![1, 1, 1, 10]);
    let event = (0..3usize, 0..3usize, 0..6usize, times);
    let history = proptest::collection::vec(event, 0..40);
    let mut runner = TestRunner::new(Config::default());
    for _ in 0..40 {
        let history = history.new_tree(&mut runner).unwrap().current();
        server.say("FLUSHALL").await;
        let (process, App { gate, .. }) = process_with_gate(&server, limits).await;
        let events = history.iter().flat_map(|event| vec![event; event.3]);
        for (index, (at, user, password, _)) in events.enumerate() {
            let at = ["192.0.2.1", "192.0.2.2", "none"][*at];
            let user = ["john", "John", "susan"][*user];
            let passwords = ["hello", "guess", "guess", "guess", "down", "waits"];
            let who = [user, passwords[*password]];
            // Who waits goes away.
            let answer = async |target| {
                select! {
                    status = send(&process, target, at, who) => status,
                    () = gate.until_waiting(1) => 0,
                }
            };
            let answers = (answer("/").await, answer("/memory").await);
            assert_eq!(answers.0, answers.1, "{history:?} at {index}");
            // The end of an attempt is told beside the request, and before the next one if it gets its turn.
            tokio::task::yield_now().await;
        }
    }
}
