//! A client that leaves while a callback is at work. The callback is dropped, and it is as if nobody had asked.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use httpauth_tests::{Http2, Server, until};

use crate::callbacks::{App, DECIDING, REFUSING, async_callbacks, request};

/// Returns true if the credentials are used up once the callback is called. Roles are asked for after the count was
/// claimed.
fn claims(callback: &str, route: &str, scheme: Option<&str>) -> bool {
    callback == "get_user_roles" && scheme == Some("Digest") && route != "/own"
}

#[tokio::test]
async fn a_client_that_goes_away_takes_its_callback_along() {
    let app = App::new(async_callbacks::routes());
    let server = Server::start(app.router.clone()).await;
    for (callback, route, scheme) in DECIDING.into_iter().chain(REFUSING) {
        let john = app.john(route, scheme).await;
        let mut connection = server.connect().await;
        let hangs = request(route, john.as_deref(), &format!("{callback} hangs"));
        connection.write(hangs).await;
        app.faults.gate.until_waiting(1).await;
        // Others are served all the while, and with the same callback.
        let answer = server.send(request("/open", None, "")).await;
        answer.assert_is(StatusCode::OK, &[], "open");
        drop(connection);
        app.faults.gate.until_waiting(0).await;
        let seen = app.faults.seen.take();
        assert_eq!(seen.last().map(String::as_str), Some(callback), "{seen:?}");

        // No count was used up, unless it was claimed before.
        let again = server.send(request(route, john.as_deref(), "")).await;
        let refused = scheme.is_none() || claims(callback, route, scheme);
        let status = if refused {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::OK
        };
        assert_eq!(again.status, status, "{callback} of {route}");
        app.faults.seen.take();
    }
    server.stop().await;
}

/// A stream that is reset, on a connection that goes on.
#[tokio::test]
async fn over_http2_a_stream_that_is_reset_takes_its_callback_along() {
    let app = App::new(async_callbacks::routes());
    let server = Server::start(app.router.clone()).await;
    let client = Http2::connect(&server).await;
    for (callback, route, scheme) in DECIDING {
        // The target is in absolute-form here, but its path and query are the same.
        let john = app.john(route, scheme).await.unwrap();
        let get = |fault: String| {
            Request::get(format!("http://localhost{route}"))
                .header("authorization", &john)
                .header("x-fault", fault)
                .body(Body::empty())
                .unwrap()
        };
        let stream = tokio::spawn(client.send(get(format!("{callback} hangs"))));
        app.faults.gate.until_waiting(1).await;
        stream.abort();
        app.faults.gate.until_waiting(0).await;
        let seen = app.faults.seen.take();
        assert_eq!(seen.last().map(String::as_str), Some(callback), "{seen:?}");
        let again = client.send(get(String::new())).await.unwrap();
        let passes = !claims(callback, route, scheme);
        assert_eq!(again.status() == StatusCode::OK, passes, "{callback}");
        app.faults.seen.take();
    }
    client.close().await;
    server.stop().await;
}

/// A hundred clients that leave at once leave nothing behind, and take nothing from the one that stays.
#[tokio::test]
async fn those_who_stay_are_answered() {
    let app = App::new(async_callbacks::routes());
    let server = Server::start(app.router.clone()).await;
    let mut clients = Vec::new();
    for _ in 0..101 {
        let john = app.john("/multi", Some("Digest")).await;
        let mut client = server.connect().await;
        let hangs = request("/multi", john.as_deref(), "get_password hangs");
        client.write(hangs).await;
        clients.push(client);
    }
    app.faults.gate.until_waiting(101).await;
    let mut stays = clients.swap_remove(50);
    drop(clients);
    app.faults.gate.until_waiting(1).await;
    app.faults.gate.open();
    assert_eq!(stays.head().await.status, StatusCode::OK);
    let seen = app.faults.seen.take();
    let count = |name: &str| seen.iter().filter(|call| *call == name).count();
    assert_eq!((count("goes on"), count("handler")), (1, 1));
    drop(stays);
    server.stop().await;
    until(|| {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
            == 0
    })
    .await;
}
