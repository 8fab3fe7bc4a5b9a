//! The memory of the server, which is bounded, and which must not be taken from nonces.

use axum::http::StatusCode;
use httpauth::Reason;
use redis::AsyncCommands;
use redis::aio::ConnectionManager;

use super::server::Server;
use super::{app, john, refused, send, start, store};

/// Returns the names of the generations, the oldest first.
pub(super) async fn generations(connection: &mut ConnectionManager) -> Vec<String> {
    let generations = connection.zrange("httpauth:{nonces}:generations", 0, -1);
    generations.await.unwrap()
}

/// Returns the number of nonces that the server has.
pub(super) async fn len(connection: &mut ConnectionManager) -> usize {
    let mut len = 0;
    for generation in generations(connection).await {
        let fields: usize = connection.hlen(generation).await.unwrap();
        // One is the mark.
        len += fields - 1;
    }
    len
}

/// One account that logs in again and again fills nothing: the oldest nonces go, and are stale.
#[tokio::test]
async fn the_oldest_nonces_make_room() {
    let Some(server) = Server::start().await else {
        return;
    };
    let mut connection = server.connect().await;
    let app = app(store(connection.clone()).with_capacity(64));
    let first = john(&app, "/").await;
    send(&app, "/", &first).await;
    let mut used = Vec::new();
    for _ in 0..400 {
        let john = john(&app, "/").await;
        // What was issued after the last generation went is never stale.
        send(&app, "/", &john).await.assert_ok("in");
        used.push(john);
        let len = len(&mut connection).await;
        assert!(len <= 64, "{len}");
    }
    assert!(len(&mut connection).await >= 48);
    for john in &used {
        let answer = send(&app, "/", john).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    refused(&app, "/", &used[0].nc(2), Reason::Stale).await;
    refused(&app, "/", &used[399], Reason::Replayed).await;
}

#[tokio::test]
async fn a_nonce_takes_150_bytes_at_most() {
    let Some((server, app)) = start().await else {
        return;
    };
    let memory = async || {
        let info = server.info("memory").await;
        let used = info
            .lines()
            .find_map(|line| line.strip_prefix("used_memory_dataset:"));
        used.unwrap().parse::<usize>().unwrap()
    };
    let before = memory().await;
    for _ in 0..2_000 {
        let john = john(&app, "/").await;
        for nc in [1, 200] {
            send(&app, "/", &john.nc(nc)).await.assert_ok("in");
        }
    }
    let each = (memory().await - before) / 2_000;
    assert!(each <= 150, "{each} bytes");
}

/// A server that may evict is refused, and is taken again when it may not.
#[tokio::test]
async fn a_server_that_evicts_is_refused() {
    let Some(server) = Server::start_with(&["--save", "", "--maxmemory", "100mb"]).await else {
        return;
    };
    for policy in [
        "volatile-lru",
        "allkeys-lru",
        "volatile-ttl",
        "allkeys-random",
    ] {
        server
            .say(&format!("CONFIG SET maxmemory-policy {policy}"))
            .await;
        let app = server.app().await;
        let john = john(&app, "/").await;
        let answer = send(&app, "/", &john).await;
        answer.assert_is(StatusCode::SERVICE_UNAVAILABLE, &[], "Service Unavailable");
        server.say("CONFIG SET maxmemory-policy noeviction").await;
        let answer = send(&app, "/", &john).await;
        assert_ne!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    // Without a limit no policy evicts.
    server.say("CONFIG SET maxmemory 0").await;
    server.say("CONFIG SET maxmemory-policy allkeys-lru").await;
    let app = server.app().await;
    let first = john(&app, "/").await;
    send(&app, "/", &first).await;
    let john = john(&app, "/").await;
    send(&app, "/", &john).await.assert_ok("in");
}

/// The policy is asked for in each run.
#[tokio::test]
async fn a_restart_with_another_policy_is_noticed() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let john = john(&app, "/").await;
    send(&app, "/", &john).await.assert_ok("in");
    let evicts = [
        "--save",
        "",
        "--maxmemory",
        "100mb",
        "--maxmemory-policy",
        "volatile-lru",
    ];
    server.restart_with(&evicts).await;
    for _ in 0..20 {
        let answer = send(&app, "/", &john.nc(2)).await;
        answer.assert_is(StatusCode::SERVICE_UNAVAILABLE, &[], "Service Unavailable");
    }
}

/// What the server has dropped, whoever told it to, makes nonces stale and no count free.
#[tokio::test]
async fn an_evicted_generation_is_stale() {
    let Some((server, app)) = start().await else {
        return;
    };
    let mut connection = server.connect().await;
    let before = john(&app, "/").await;
    send(&app, "/", &before).await.assert_ok("in");
    for generation in generations(&mut connection).await {
        let () = connection.del(generation).await.unwrap();
    }
    refused(&app, "/", &before, Reason::Stale).await;
    refused(&app, "/", &before.nc(2), Reason::Stale).await;
}

/// A server without room for more refuses, and nobody gets in.
#[tokio::test]
async fn a_full_server_lets_nobody_in() {
    let Some((server, app)) = start().await else {
        return;
    };
    let john = john(&app, "/").await;
    server.say("CONFIG SET maxmemory 1").await;
    let answer = send(&app, "/", &john).await;
    answer.assert_is(StatusCode::SERVICE_UNAVAILABLE, &[], "Service Unavailable");
    server.say("CONFIG SET maxmemory 0").await;
    send(&app, "/", &john).await.assert_ok("in");
}
