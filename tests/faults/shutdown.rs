//! A server that is told to stop while a callback is at work.

use axum::http::StatusCode;
use httpauth_tests::{Server, until};
use tokio::net::TcpStream;
use tokio::runtime::Handle;

use crate::callbacks::{App, DECIDING, REFUSING, async_callbacks, request};

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Requests in flight are answered correctly, and nobody new gets in. The server ends, and no task is left.
#[tokio::test]
async fn requests_in_flight_are_answered() {
    for (callback, route, scheme) in DECIDING.into_iter().chain(REFUSING) {
        let app = App::new(async_callbacks::routes());
        let server = Server::start(app.router.clone()).await;
        let address = server.address();
        let john = app.john(route, scheme).await;
        let (mut right, mut wrong) = (server.connect().await, server.connect().await);
        let hangs = format!("{callback} hangs");
        right.write(request(route, john.as_deref(), &hangs)).await;
        wrong
            .write(request(route, None, "error_handler hangs"))
            .await;
        app.faults.gate.until_waiting(2).await;

        let stopped = tokio::spawn(server.stop());
        let mut refused = TcpStream::connect(address).await.is_err();
        while !refused {
            tokio::task::yield_now().await;
            refused = TcpStream::connect(address).await.is_err();
        }
        assert!(!stopped.is_finished(), "it waits for those in flight");
        app.faults.gate.open();
        let status = match scheme {
            Some(_) => StatusCode::OK,
            None => StatusCode::UNAUTHORIZED,
        };
        assert_eq!(right.head().await.status, status, "{callback} of {route}");
        let answer = wrong.head().await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(!answer.challenges().is_empty());
        stopped.await.unwrap();
        until(|| tasks() == 0).await;
    }
}

/// A client that never gets an answer holds the server up no longer than it stays.
#[tokio::test]
async fn a_callback_that_hangs_ends_with_its_client() {
    let app = App::new(async_callbacks::routes());
    let server = Server::start(app.router.clone()).await;
    let john = app.john("/basic", Some("Basic")).await;
    let mut client = server.connect().await;
    let hangs = request("/basic", john.as_deref(), "verify_password hangs");
    client.write(hangs).await;
    app.faults.gate.until_waiting(1).await;
    let stopped = tokio::spawn(server.stop());
    drop(client);
    stopped.await.unwrap();
    assert_eq!(app.faults.gate.waiting(), 0);
    app.faults.seen.assert(&["verify_password"]);
    until(|| tasks() == 0).await;
}
