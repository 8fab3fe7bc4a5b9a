//! `RedisNonces` with a Redis server. Two processes of one protection space are here two routers with a connection
//! each.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs, process};

use axum::Router;
use axum::extract::FromRef;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::digest::{NonceKey, RedisNonces};
use httpauth::{Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call};
use redis::AsyncCommands;
use redis::aio::ConnectionManager;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::client::version_of;

#[derive(Clone)]
struct App {
    nonces: RedisNonces,
}

impl FromRef<App> for RedisNonces {
    fn from_ref(app: &App) -> Self {
        app.nonces.clone()
    }
}

#[digest_auth(
    algorithm = "SHA-256",
    nonce_ttl = "5m",
    nonces = RedisNonces,
    state = App
)]
struct Auth;

#[digest_auth(
    algorithm = "SHA-256",
    nonce_ttl = "1s",
    nonces = RedisNonces,
    state = App
)]
struct Short;

#[get_password(auth = [Auth, Short])]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required(auth = Auth)]
async fn index() -> &'static str {
    "in"
}

#[login_required(auth = Short)]
async fn short() -> &'static str {
    "in"
}

/// A server of our own behind a socket, which ends with the test.
struct Server {
    process: Child,
    folder: PathBuf,
}

impl Server {
    /// Starts a server. Returns `None` if there is no such program.
    async fn start() -> Option<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        version_of("redis-server", "--version")?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("httpauth-redis-{}-{number}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let process = Self::run(&folder).await;
        Some(Self { process, folder })
    }

    async fn run(folder: &PathBuf) -> Child {
        let mut process = Command::new("redis-server")
            .args(["--port", "0", "--unixsocket", "socket", "--save", ""])
            .arg("--dir")
            .arg(folder)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.contains("eady to accept connections") {
                // Whoever says more must not be stopped by a full pipe.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return process;
            }
        }
        panic!("redis-server does not start");
    }

    async fn restart(&mut self) {
        self.stop().await;
        self.process = Self::run(&self.folder).await;
    }

    async fn stop(&mut self) {
        self.process.kill().await.unwrap();
    }

    async fn connect(&self) -> ConnectionManager {
        let socket = self.folder.join("socket");
        let client = redis::Client::open(format!("redis+unix://{}", socket.display())).unwrap();
        client.get_connection_manager().await.unwrap()
    }

    /// Returns a process of the protection space.
    async fn app(&self) -> Router {
        let key = NonceKey::from_secret(b"the secret of all processes").unwrap();
        let nonces = RedisNonces::new(self.connect().await, key);
        Router::new()
            .route("/", get(index))
            .route("/short", get(short))
            .with_state(App { nonces })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

async fn john(app: &Router, target: &str) -> Credentials {
    let challenge = Challenge::of(&Call::get(target).send(app).await, "SHA-256");
    Credentials::new(&challenge, "john", "hello", target)
}

async fn send(app: &Router, target: &str, john: &Credentials) -> Answer {
    let call = Call::get(target).authorization(john.header());
    call.send(app).await
}

async fn refused(app: &Router, target: &str, john: &Credentials, reason: Reason) {
    let answer = send(app, target, john).await;
    answer.assert_error(reason, &answer.challenges());
}

/// Returns the keys of nonces that the server has.
async fn nonces(connection: &mut ConnectionManager) -> Vec<String> {
    connection.keys("httpauth:nonce:*").await.unwrap()
}

/// Starts a server and a process. The first claim tells the server since when it remembers, so its nonce is stale,
/// unless all was within a millisecond.
async fn start() -> Option<(Server, Router)> {
    let server = Server::start().await?;
    let app = server.app().await;
    let first = john(&app, "/").await;
    send(&app, "/", &first).await;
    Some((server, app))
}

/// A count is good once in all processes, in any order, and a nonce of one is good at all.
#[tokio::test]
async fn counts_are_shared() {
    let Some((server, app)) = start().await else {
        return;
    };
    let apps = [app, server.app().await];
    let john = john(&apps[0], "/").await;
    for (app, nc) in [(0, 1), (1, 3), (0, 2), (1, 4), (0, 0x00ff_ffff)] {
        send(&apps[app], "/", &john.nc(nc)).await.assert_ok("in");
    }
    for app in &apps {
        for nc in [1, 2, 3, 4, 0x00ff_ffff] {
            refused(app, "/", &john.nc(nc), Reason::Replayed).await;
        }
    }
}

/// Of many requests at once, in two processes, with one count exactly one passes.
#[tokio::test]
async fn a_count_is_good_once_however_many_ask() {
    let Some((server, app)) = start().await else {
        return;
    };
    let apps = [app, server.app().await];
    for _ in 0..10 {
        let john = john(&apps[0], "/").await;
        let mut answers = JoinSet::new();
        for turn in 0..64 {
            let (app, john) = (apps[turn % 2].clone(), john.clone());
            answers.spawn(async move { send(&app, "/", &john).await.status });
        }
        let passed = answers.join_all().await;
        let passed = passed.iter().filter(|status| **status == StatusCode::OK);
        assert_eq!(passed.count(), 1);
    }
}

/// A count that shares a slot with a higher one is refused, used or not. A nonce takes no more than the slots.
#[tokio::test]
async fn a_nonce_takes_no_more_than_its_slots() {
    let Some((server, app)) = start().await else {
        return;
    };
    let john = john(&app, "/").await;
    for nc in 1..=300 {
        if nc != 200 {
            send(&app, "/", &john.nc(nc)).await.assert_ok("in");
        }
    }
    // 200 is among the last 128, 172 is not.
    send(&app, "/", &john.nc(200)).await.assert_ok("in");
    refused(&app, "/", &john.nc(172), Reason::Replayed).await;
    let mut connection = server.connect().await;
    let mut most = 0;
    for nonce in nonces(&mut connection).await {
        let slots: usize = connection.hlen(&nonce).await.unwrap();
        most = most.max(slots);
        let life: i64 = connection.pttl(&nonce).await.unwrap();
        assert!((1..=300_000).contains(&life), "{life}");
    }
    assert_eq!(most, 128);
}

/// The server drops a nonce when its life is over, and the nonce is stale by then.
#[tokio::test]
async fn what_has_expired_is_gone() {
    let Some((server, app)) = start().await else {
        return;
    };
    let mut connection = server.connect().await;
    let others = nonces(&mut connection).await;
    let john = john(&app, "/short").await;
    send(&app, "/short", &john.nc(1)).await.assert_ok("in");
    let gone = async { while nonces(&mut connection).await != others {} };
    timeout(Duration::from_secs(60), gone).await.unwrap();
    refused(&app, "/short", &john.nc(1), Reason::Stale).await;
    refused(&app, "/short", &john.nc(2), Reason::Stale).await;
}

/// A server that has lost its data accepts no count twice. All nonces from before are stale, and later ones are good.
#[tokio::test]
async fn lost_data_make_nonces_stale() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let before = john(&app, "/").await;
    send(&app, "/", &before.nc(1)).await.assert_ok("in");
    server.restart().await;
    // The connection of the server that is gone fails once.
    while send(&app, "/", &before.nc(1)).await.status == StatusCode::SERVICE_UNAVAILABLE {}
    for nc in [1, 2] {
        refused(&app, "/", &before.nc(nc), Reason::Stale).await;
    }
    let after = john(&app, "/").await;
    send(&app, "/", &after.nc(1)).await.assert_ok("in");
    refused(&app, "/", &after.nc(1), Reason::Replayed).await;
}

/// Without a server nobody passes, and nobody is told why.
#[tokio::test]
async fn without_a_server_nobody_passes() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let john = john(&app, "/").await;
    server.stop().await;
    let answer = send(&app, "/", &john).await;
    answer.assert_is(StatusCode::SERVICE_UNAVAILABLE, &[], "Service Unavailable");
}
