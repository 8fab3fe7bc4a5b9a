//! `RedisNonces` and `RedisThrottle` with a Redis server. Two processes of one protection space are here two routers with a
//! connection each.

mod bounds;
mod clocks;
mod cluster;
mod crash;
mod server;
mod shards;
mod strangers;
mod throttle;

use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::digest::{NonceKey, RedisNonces};
use httpauth::{Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call};
use redis::AsyncCommands;
use redis::aio::ConnectionLike;
use tokio::task::JoinSet;
use tokio::time::timeout;

use server::Server;

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

/// Returns a process of the protection space, with a connection of its own.
fn app(nonces: RedisNonces) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/short", get(short))
        .with_state(App { nonces })
}

fn store<C>(connection: C) -> RedisNonces
where
    C: ConnectionLike + Clone + Send + Sync + 'static,
{
    let key = NonceKey::from_secret(b"the secret of all processes").unwrap();
    RedisNonces::new(connection, key)
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

/// The highest count and the 127 below are known, in whatever order they come. What is below those is refused.
#[tokio::test]
async fn a_nonce_has_a_window() {
    let Some((_server, app)) = start().await else {
        return;
    };
    let john = john(&app, "/").await;
    for nc in 1..=300 {
        if ![172, 173, 200, 224, 300].contains(&nc) {
            send(&app, "/", &john.nc(nc)).await.assert_ok("in");
        }
    }
    for nc in [200, 224, 300, 173] {
        send(&app, "/", &john.nc(nc)).await.assert_ok("in");
    }
    for nc in [1, 128, 172, 173, 199, 200, 224, 300] {
        refused(&app, "/", &john.nc(nc), Reason::Replayed).await;
    }
    // A jump leaves nothing of the window, also if it is as long as the window or twice that.
    for (jump, free) in [(428, 301), (684, 557), (u32::MAX, u32::MAX - 127)] {
        send(&app, "/", &john.nc(jump)).await.assert_ok("in");
        refused(&app, "/", &john.nc(free - 1), Reason::Replayed).await;
        send(&app, "/", &john.nc(free)).await.assert_ok("in");
        refused(&app, "/", &john.nc(free), Reason::Replayed).await;
    }
}

/// Nonces go when their life is over, as newer ones come. They are stale by then, and all keys have an end.
#[tokio::test]
async fn what_has_expired_is_gone() {
    let Some(server) = Server::start().await else {
        return;
    };
    let app = server.app().await;
    let mut connection = server.connect().await;
    let first = john(&app, "/short").await;
    send(&app, "/short", &first).await;
    let before = john(&app, "/short").await;
    send(&app, "/short", &before).await.assert_ok("in");
    let generation = bounds::generations(&mut connection).await.remove(0);
    let gone = async {
        while bounds::generations(&mut connection)
            .await
            .contains(&generation)
        {
            let john = john(&app, "/short").await;
            send(&app, "/short", &john).await.assert_ok("in");
        }
    };
    timeout(Duration::from_secs(60), gone).await.unwrap();
    for nc in [1, 2] {
        refused(&app, "/short", &before.nc(nc), Reason::Stale).await;
    }
    let keys: Vec<String> = connection.keys("*").await.unwrap();
    for key in keys {
        assert!(key.starts_with("httpauth:{nonces}"), "{key}");
        let life: i64 = connection.pttl(&key).await.unwrap();
        assert!((1..=90_000_000).contains(&life), "{key}: {life}");
    }
}

/// Without a server nobody passes, and nobody is told why.
#[tokio::test]
async fn without_a_server_nobody_passes() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let john = john(&app, "/").await;
    server.kill().await;
    let answer = send(&app, "/", &john).await;
    answer.assert_is(StatusCode::SERVICE_UNAVAILABLE, &[], "Service Unavailable");
}
