//! Servers that lose what they were told last. A used count is never good again, and clients go on without a prompt.

use std::fs;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use httpauth::Reason;
use httpauth_tests::digest::{Challenge, Credentials};
use tokio::time::sleep;

use super::server::Server;
use super::{john, refused, send, start};

/// Uses counts that the server will not remember, and returns who may repeat them.
async fn used(app: &Router) -> Credentials {
    let john = john(app, "/").await;
    for nc in [1, 2] {
        send(app, "/", &john.nc(nc)).await.assert_ok("in");
    }
    john
}

/// Waits until the connection of the server that is gone has failed.
async fn until_it_answers(app: &Router) {
    let nobody = john(app, "/").await;
    while send(app, "/", &nobody).await.status == StatusCode::SERVICE_UNAVAILABLE {
        tokio::task::yield_now().await;
    }
}

/// Asserts that no count of before is good, that the client's next request is, and that its count is good once.
async fn assert_lost(app: &Router, before: &Credentials) {
    for nc in [1, 2, 3] {
        refused(app, "/", &before.nc(nc), Reason::Stale).await;
    }
    let answer = send(app, "/", &before.nc(3)).await;
    let challenge = Challenge::of(&answer, "SHA-256");
    assert_eq!(challenge.get("stale"), Some("true"));
    let next = Credentials::new(&challenge, "john", "hello", "/");
    send(app, "/", &next).await.assert_ok("in");
    refused(app, "/", &next, Reason::Replayed).await;
}

/// A dump holds the data of before the last claims.
#[tokio::test]
async fn killed_after_a_dump() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let before = used(&app).await;
    server.say("SAVE").await;
    send(&app, "/", &before.nc(3)).await.assert_ok("in");
    server.restart().await;
    until_it_answers(&app).await;
    assert_lost(&app, &before).await;
}

/// A log that is written once a second lacks the last claims when the computer stops. So the end of it is cut here.
#[tokio::test]
async fn killed_with_a_log_of_writes() {
    let Some(mut server) = Server::start_with(&["--save", "", "--appendonly", "yes"]).await else {
        return;
    };
    let app = server.app().await;
    let first = john(&app, "/").await;
    send(&app, "/", &first).await;
    let before = used(&app).await;
    server.kill().await;
    let log = fs::OpenOptions::new()
        .write(true)
        .open(server.log())
        .unwrap();
    log.set_len(log.metadata().unwrap().len() - 100).unwrap();
    server.restart().await;
    until_it_answers(&app).await;
    assert_lost(&app, &before).await;
}

#[tokio::test]
async fn killed_with_nothing_on_the_disk() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let before = used(&app).await;
    server.restart().await;
    until_it_answers(&app).await;
    assert_lost(&app, &before).await;
    // And by a process that was not there before.
    refused(&server.app().await, "/", &before.nc(4), Reason::Stale).await;
}

#[tokio::test]
async fn an_older_dump_is_restored() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let before = john(&app, "/").await;
    send(&app, "/", &before.nc(4)).await.assert_ok("in");
    server.say("SAVE").await;
    let dump = fs::read(server.dump()).unwrap();
    for nc in [1, 2] {
        send(&app, "/", &before.nc(nc)).await.assert_ok("in");
    }
    server.say("SAVE").await;
    server.kill().await;
    fs::write(server.dump(), dump).unwrap();
    server.restart().await;
    until_it_answers(&app).await;
    assert_lost(&app, &before).await;
}

#[tokio::test]
async fn all_is_deleted() {
    let Some((server, app)) = start().await else {
        return;
    };
    let before = used(&app).await;
    server.say("FLUSHALL").await;
    for nc in [1, 2, 3] {
        refused(&app, "/", &before.nc(nc), Reason::Stale).await;
    }
    let after = john(&app, "/").await;
    send(&app, "/", &after).await.assert_ok("in");
}

/// Scripts that are gone are not a new run.
#[tokio::test]
async fn scripts_are_flushed() {
    let Some((server, app)) = start().await else {
        return;
    };
    let john = used(&app).await;
    server.say("SCRIPT FLUSH").await;
    refused(&app, "/", &john.nc(2), Reason::Replayed).await;
    send(&app, "/", &john.nc(3)).await.assert_ok("in");
}

/// The process with the replica has asked it before, in vain, so that the replica has seen its script.
#[tokio::test]
async fn a_replica_takes_over() {
    let Some((mut server, app)) = start().await else {
        return;
    };
    let replica = Server::start().await.unwrap();
    replica.follow(&server).await;
    let other = replica.app().await;
    let before = used(&app).await;
    let answer = send(&other, "/", &before.nc(3)).await;
    answer.assert_is(StatusCode::SERVICE_UNAVAILABLE, &[], "Service Unavailable");
    // The link is cut first, so the last claims do not arrive.
    replica.take_over().await;
    send(&app, "/", &before.nc(3)).await.assert_ok("in");
    server.kill().await;
    assert_lost(&other, &before).await;
}

/// A server that was a replica for a while has the data of its master, and kept its memory and its connections.
#[tokio::test]
async fn a_server_was_a_replica_for_a_while() {
    let Some((server, app)) = start().await else {
        return;
    };
    let other = Server::start().await.unwrap();
    other.follow(&server).await;
    other.take_over().await;
    let before = used(&app).await;
    server.follow(&other).await;
    server.take_over().await;
    // A server that goes forth and back within a second is not noticed.
    sleep(Duration::from_secs(1)).await;
    assert_lost(&app, &before).await;
}
