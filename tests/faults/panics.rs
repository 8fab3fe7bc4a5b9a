//! A callback that panics. Nobody gets in, and nobody else notices.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use httpauth_tests::{Answer, Http2, Server};
use tower_http::catch_panic::CatchPanicLayer;

use crate::callbacks::{App, DECIDING, REFUSING, async_callbacks, request};

/// With tower-http's `CatchPanicLayer` a panic is a 500, without a challenge and without what the panic said.
#[tokio::test]
async fn a_caught_panic_is_500() {
    for app in App::both() {
        let server = Server::start(app.router.clone().layer(CatchPanicLayer::new())).await;
        for (callback, route, scheme) in DECIDING.into_iter().chain(REFUSING) {
            for target in [route.to_owned(), format!("{route}/optional")] {
                // An optional route refuses no request without credentials.
                if scheme.is_none() && target != route {
                    continue;
                }
                let john = app.john(&target, scheme).await;
                let panics = request(&target, john.as_deref(), &format!("{callback} panics"));
                let answer = server.send(panics).await;
                answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Service panicked");
                assert_not_run(&app, callback);
            }
        }
        server.stop().await;
    }
}

/// Without the layer the connection ends without an answer. The server goes on, for others and for the same client.
#[tokio::test]
async fn an_uncaught_panic_ends_its_connection_and_no_other() {
    for app in App::both() {
        let server = Server::start(app.router.clone()).await;
        let mut neighbour = server.connect().await;
        for (callback, route, scheme) in DECIDING.into_iter().chain(REFUSING) {
            let john = app.john(route, scheme).await;
            let mut connection = server.connect().await;
            let panics = request(route, john.as_deref(), &format!("{callback} panics"));
            connection.write(panics).await;
            assert_eq!(connection.rest().await, b"", "{callback} of {route}");
            assert_not_run(&app, callback);

            let other = app.john(route, scheme.or(of(route))).await;
            let answer = neighbour.send(request(route, other.as_deref(), "")).await;
            answer.assert_is(StatusCode::OK, &[], "in");
            let answer = server.send(request("/open", None, "")).await;
            answer.assert_is(StatusCode::OK, &[], "open");
            app.faults.seen.take();
        }
        drop(neighbour);
        server.stop().await;
    }
}

/// Returns a scheme that the route takes.
fn of(route: &str) -> Option<&'static str> {
    Some(match route {
        "/basic" | "/stored" => "Basic",
        "/token" => "Bearer",
        _ => "Digest",
    })
}

#[track_caller]
fn assert_not_run(app: &App, callback: &str) {
    let seen = app.faults.seen.take();
    assert_eq!(seen.last().map(String::as_str), Some(callback), "{seen:?}");
    assert!(!seen.iter().any(|call| call == "handler"), "{seen:?}");
}

/// A panic that is caught nowhere ends its stream, and leaves the others of the connection alone.
#[tokio::test]
async fn over_http2_a_panic_ends_its_stream_alone() {
    let app = App::new(async_callbacks::routes());
    let server = Server::start(app.router.clone()).await;
    let client = Http2::connect(&server).await;
    let get = |fault: &str| {
        Request::get("http://localhost/basic")
            .header("authorization", httpauth_tests::basic("john", "hello"))
            .header("x-fault", fault)
            .body(Body::empty())
            .unwrap()
    };
    // One stream is open while another panics.
    let waiting = tokio::spawn(client.send(get("verify_password hangs")));
    app.faults.gate.until_waiting(1).await;
    let error = client.send(get("verify_password panics")).await;
    assert!(error.is_err(), "{error:?}");
    assert!(!app.faults.seen.take().contains(&"handler".to_owned()));
    app.faults.gate.open();
    for response in [waiting.await.unwrap(), client.send(get("")).await] {
        let answer = Answer::read(response.unwrap()).await;
        answer.assert_is(StatusCode::OK, &[], "in");
    }
    client.close().await;
    server.stop().await;
}

/// Panics on many threads at once, in every callback, leave no lock held. Each kind of credentials is still right
/// afterwards, and each nonce count is good once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn panics_at_one_time_poison_nothing() {
    for app in App::both() {
        let router: Router = app.router.clone().layer(CatchPanicLayer::new());
        let server = Server::start(router).await;
        let mut clients = tokio::task::JoinSet::new();
        for (callback, route, scheme) in DECIDING {
            for fault in [format!("{callback} panics"), String::new()] {
                let john = app.john(route, scheme).await;
                let mut connection = server.connect().await;
                let request = request(route, john.as_deref(), &fault);
                clients.spawn(async move { (fault, connection.send(request).await) });
            }
        }
        for (fault, answer) in clients.join_all().await {
            if fault.is_empty() {
                answer.assert_is(StatusCode::OK, &[], "in");
            } else {
                answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Service panicked");
            }
        }
        for (_, route, scheme) in DECIDING {
            let john = app.john(route, scheme).await;
            let request = request(route, john.as_deref(), "");
            let answer = server.send(&request).await;
            answer.assert_is(StatusCode::OK, &[], "in");
            let again = server.send(&request).await.status;
            let counted = scheme == Some("Digest") && route != "/own";
            assert_eq!(again == StatusCode::UNAUTHORIZED, counted, "{route}");
        }
        server.stop().await;
    }
}
