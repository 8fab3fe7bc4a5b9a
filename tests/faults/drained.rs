//! The body of a refused request. The answer does not wait for it. A task reads it aside, within limits, so that the
//! client sees the answer and the connection goes on.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::header::{CONNECTION, EXPECT};
use axum::http::{HeaderValue, Request, StatusCode, Version};
use axum::routing::post;
use httpauth::{basic_auth, guard, login_required, verify_password};
use httpauth_tests::{Answer, Http2, Server, basic, until};
use tokio::time::{Instant, sleep, timeout};
use tower::ServiceExt;

use crate::frames::{FRAME, Frames};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}

#[login_required]
async fn upload(body: Bytes) -> String {
    body.len().to_string()
}

/// Answers behind a layer.
async fn open(body: Bytes) -> String {
    body.len().to_string()
}

/// A guarded handler, and a layer.
const TARGETS: [&str; 2] = ["/handler", "/layer"];

fn routes() -> Router {
    Router::new()
        .route("/handler", post(upload))
        .route("/layer", post(open).layer(guard(Auth)))
}

/// The most bytes that are read where the application sets no other limit.
const MOST: usize = 2 << 20;
/// The longest time that a body is read.
const LONGEST: Duration = Duration::from_secs(5);

async fn refuse(app: &Router, request: Request<Body>) -> Answer {
    let answer = Answer::read(app.clone().oneshot(request).await.unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    answer
}

/// Returns a request of HTTP/1.1 with the first bytes of its body.
fn begun(target: &str, fields: &str, length: usize, sent: usize) -> String {
    let body = "1".repeat(sent);
    format!("POST {target} HTTP/1.1\r\nHost: x\r\n{fields}Content-Length: {length}\r\n\r\n{body}")
}

/// A client that waits for the answer in the midst of its body gets it. It can go on with the rest and then with
/// another request.
#[tokio::test]
async fn half_of_a_body_is_answered_before_the_rest() {
    let server = Server::start(routes()).await;
    for target in TARGETS {
        let mut connection = server.connect().await;
        for length in [10, 3_000, 100_000, 1_000_000] {
            let answer = connection.send(begun(target, "", length, length / 2)).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            assert_eq!(answer.values("connection"), [""; 0]);
            connection.write("1".repeat(length - length / 2)).await;
            let john = format!("Authorization: {}\r\n", basic("john", "hello"));
            let answer = connection.send(begun(target, &john, length, length)).await;
            answer.assert_is(StatusCode::OK, &[], &length.to_string());
        }
    }
    server.stop().await;
}

/// The clock stands still but for when everybody waits, and then goes to the next deadline at once.
#[tokio::test(start_paused = true)]
async fn a_thousand_stalled_bodies_hold_nothing_and_are_gone_in_time() {
    let app = routes();
    for target in TARGETS {
        let begun = Instant::now();
        let mut bodies = Vec::new();
        for _ in 0..1000 {
            let (request, taken) = Frames::stalling(3).request(target);
            refuse(&app, request).await;
            bodies.push(taken);
        }
        assert_eq!(begun.elapsed(), Duration::ZERO, "no answer waited");
        sleep(Duration::from_millis(4_999)).await;
        for taken in &bodies {
            assert_eq!((taken.frames(), taken.held()), (3, (0, 1)), "{taken:?}");
            assert!(!taken.is_dropped());
        }
        sleep(Duration::from_millis(2)).await;
        assert!(bodies.iter().all(|taken| taken.is_dropped()));
        let tasks = tokio::runtime::Handle::current().metrics();
        assert_eq!(tasks.num_alive_tasks(), 0);
    }
}

/// Stalled connections over sockets are closed in time.
#[tokio::test(start_paused = true)]
async fn stalled_connections_are_closed_in_time() {
    let server = Server::start(routes()).await;
    for target in TARGETS {
        let mut clients = Vec::new();
        for _ in 0..100 {
            let mut client = server.connect().await;
            let answer = client.send(begun(target, "", 1000, 500)).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            clients.push(client);
        }
        let begun = Instant::now();
        for client in clients {
            assert_eq!(client.rest().await, b"");
        }
        assert!(begun.elapsed() <= LONGEST);
    }
    server.stop().await;
}

/// A client that has its answer, and keeps the server waiting for the rest of its body.
#[tokio::test(start_paused = true)]
async fn a_graceful_shutdown_waits_no_longer_than_that() {
    for target in TARGETS {
        let server = Server::start(routes()).await;
        let mut client = server.connect().await;
        let answer = client.send(begun(target, "", 1000, 500)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let stopped = timeout(LONGEST + Duration::from_millis(1), server.stop());
        stopped.await.expect("it stops");
        assert_eq!(client.rest().await, b"");
    }
}

/// The connection is closed if no task can read the body aside.
#[test]
fn without_a_runtime_nothing_panics() {
    let app = routes();
    for target in TARGETS {
        let (request, taken) = Frames::stalling(3).request(target);
        let answer = pin!(app.clone().oneshot(request));
        let Poll::Ready(Ok(response)) = answer.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("nothing of ours waits");
        };
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.headers()[CONNECTION], "close");
        assert!(taken.is_dropped() && taken.frames() == 0, "{taken:?}");
    }
}

/// Returns the limits of applications. One sets a limit, one sets none of its own, one sets a limit above ours, and one
/// disables the limit.
fn limits() -> [(Option<DefaultBodyLimit>, usize); 4] {
    [
        (Some(DefaultBodyLimit::max(10_000)), 10_000),
        (None, MOST),
        (Some(DefaultBodyLimit::max(5 * MOST)), MOST),
        (Some(DefaultBodyLimit::disable()), MOST),
    ]
}

fn limited(limit: Option<DefaultBodyLimit>) -> Router {
    match limit {
        Some(limit) => routes().layer(limit),
        None => routes(),
    }
}

/// It would not be read to its end.
#[tokio::test(start_paused = true)]
async fn nothing_is_read_of_a_body_declared_beyond_the_limit() {
    for (layer, limit) in limits() {
        let app = limited(layer);
        for target in TARGETS {
            for (length, version, close) in [
                (limit, Version::HTTP_11, false),
                (limit + 1, Version::HTTP_11, true),
                // HTTP/2 has no such field, and goes on in other streams.
                (limit + 1, Version::HTTP_2, false),
            ] {
                let (mut request, taken) = Frames::new(3).declared(length).request(target);
                *request.version_mut() = version;
                let answer = refuse(&app, request).await;
                assert_eq!(
                    answer.values("connection"),
                    if close { &["close"][..] } else { &[] }
                );
                until(|| taken.is_dropped()).await;
                let frames = if length > limit { 0 } else { 3 };
                assert_eq!(taken.frames(), frames, "{length} of {limit}");
            }
        }
    }
}

/// Reading would ask a client for the body that it has not sent yet.
#[tokio::test(start_paused = true)]
async fn nothing_is_read_of_a_body_that_waits_to_be_asked_for() {
    let app = routes();
    for target in TARGETS {
        let (mut request, taken) = Frames::new(3).request(target);
        let expect = HeaderValue::from_static("100-continue");
        request.headers_mut().insert(EXPECT, expect);
        let answer = refuse(&app, request).await;
        assert_eq!(answer.values("connection"), ["close"]);
        until(|| taken.is_dropped()).await;
        assert_eq!(taken.frames(), 0);
    }
}

/// Of a body that does not say how long it is.
#[tokio::test]
async fn no_more_is_read_than_the_limit() {
    for (layer, limit) in limits() {
        let app = limited(layer);
        for target in TARGETS {
            let (request, taken) = Frames::new(usize::MAX).request(target);
            let answer = refuse(&app, request).await;
            assert_eq!(answer.values("connection"), [""; 0]);
            until(|| taken.is_dropped()).await;
            assert_eq!(
                taken.frames(),
                limit / FRAME + 1,
                "the frame that was too much"
            );
        }
    }
}

/// A client of HTTP/2 that is not heard to the end may lose its answer too.
#[tokio::test]
async fn a_body_over_http2_is_read_to_its_end() {
    let server = Server::start(routes()).await;
    let client = Http2::connect(&server).await;
    for target in TARGETS.repeat(10) {
        // More than the server takes without reading.
        let (request, taken) = Frames::new(MOST / FRAME).request(target);
        let answer = Answer::read(client.send(request).await.unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        until(|| taken.is_dropped()).await;
        assert_eq!(taken.frames(), MOST / FRAME);
    }
    client.close().await;
    server.stop().await;
}
