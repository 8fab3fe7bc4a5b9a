//! A body that never ends, behind a refusal: the answer comes before it, and it is not read for ever.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use httpauth::{basic_auth, get_user_roles, guard, login_required, verify_password};
use httpauth_tests::{Answer, Http2, Seen, Server, basic, until};
use hyper::body::Frame;

#[basic_auth(state = Seen)]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    (username, password) == ("john", "hello")
}

#[get_user_roles]
fn get_user_roles(_: &str) -> &'static str {
    "user"
}

#[login_required]
async fn upload(State(seen): State<Seen>, Json(_): Json<Vec<u32>>) -> &'static str {
    seen.record("handler");
    "in"
}

#[login_required(role = "admin")]
async fn admin(State(seen): State<Seen>, Json(_): Json<Vec<u32>>) -> &'static str {
    seen.record("handler");
    "in"
}

#[login_required(role = "admin")]
struct AdminsOnly;

/// Behind a layer.
async fn open(State(seen): State<Seen>) {
    seen.record("handler");
}

async fn serve() -> (Server, Seen) {
    let seen = Seen::default();
    let app = Router::new()
        .route("/upload", post(upload))
        .route("/admin", post(admin))
        .route(
            "/layer",
            post(open).layer(guard(Auth).with_state(seen.clone())),
        )
        .route(
            "/layer/admin",
            post(open).layer(guard(AdminsOnly).with_state(seen.clone())),
        )
        .with_state(seen.clone());
    (Server::start(app).await, seen)
}

/// The routes with the credentials that they refuse, and how.
fn refused() -> [(&'static str, Option<String>, StatusCode); 6] {
    let (right, wrong) = (basic("john", "hello"), basic("john", "bye"));
    [
        ("/upload", None, StatusCode::UNAUTHORIZED),
        ("/upload", Some(wrong.clone()), StatusCode::UNAUTHORIZED),
        ("/admin", Some(right.clone()), StatusCode::FORBIDDEN),
        ("/layer", None, StatusCode::UNAUTHORIZED),
        ("/layer", Some(wrong), StatusCode::UNAUTHORIZED),
        ("/layer/admin", Some(right), StatusCode::FORBIDDEN),
    ]
}

fn head(target: &str, credentials: Option<&str>, fields: &str) -> String {
    let credentials = credentials.map(|value| format!("Authorization: {value}\r\n"));
    let credentials = credentials.unwrap_or_default();
    format!(
        "POST {target} HTTP/1.1\r\nHost: x\r\n{credentials}Content-Type: application/json\r\n{fields}\r\n"
    )
}

/// More than fits between the two ends of a connection whose other end does not read.
const MUCH: usize = 256 << 20;

/// The client can send for ever, but the server hangs up after its answer.
#[tokio::test]
async fn over_http1_the_answer_comes_first_and_the_connection_is_closed() {
    let (server, seen) = serve().await;
    let chunk = format!("10000\r\n{}\r\n", "1".repeat(0x10000));
    for (target, credentials, status) in refused() {
        for (fields, more) in [
            ("Transfer-Encoding: chunked\r\n", chunk.as_str()),
            ("Content-Length: 1000000000000\r\n", &chunk),
        ] {
            let mut connection = server.connect().await;
            let head = head(target, credentials.as_deref(), fields);
            connection.write(head + more).await;
            let answer = connection.head().await;
            assert_eq!(answer.status, status);
            let mut sent = 0;
            while sent < MUCH && connection.try_write(more).await {
                sent += more.len();
            }
            assert!(sent < MUCH, "the server takes whatever comes");
            seen.assert(&[]);
        }
    }
    server.stop().await;
}

/// A client that waits to be told to go on is not.
#[tokio::test]
async fn who_asks_first_is_not_told_to_continue() {
    let (server, seen) = serve().await;
    for (target, credentials, status) in refused() {
        let mut connection = server.connect().await;
        let fields = "Expect: 100-continue\r\nContent-Length: 1000000\r\n";
        connection
            .write(head(target, credentials.as_deref(), fields))
            .await;
        let answer = connection.head().await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.values("connection"), ["close"]);
        let rest = String::from_utf8(connection.rest().await).unwrap();
        assert_eq!(rest, "Unauthorized Access", "and then it is closed");
        seen.assert(&[]);
    }
    server.stop().await;
}

/// A body without an end that tells how much of it was taken, and when it was dropped.
struct Endless(Arc<Taken>);

#[derive(Default)]
struct Taken {
    bytes: AtomicUsize,
    dropped: AtomicUsize,
}

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let data = Bytes::from_static(&[b'1'; 0x4000]);
        self.0.bytes.fetch_add(data.len(), Ordering::SeqCst);
        Poll::Ready(Some(Ok(Frame::data(data))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// The stream is closed after the answer, and the connection goes on.
#[tokio::test]
async fn over_http2_the_answer_comes_first_and_the_stream_is_closed() {
    let (server, seen) = serve().await;
    let client = Http2::connect(&server).await;
    let post = |target: &str, credentials: Option<String>, body| {
        let request = Request::post(format!("http://localhost{target}"))
            .header("content-type", "application/json");
        let request = match credentials {
            Some(credentials) => request.header("authorization", credentials),
            None => request,
        };
        request.body(body).unwrap()
    };
    for _ in 0..10 {
        for (target, credentials, status) in refused() {
            let taken = Arc::<Taken>::default();
            let body = Body::new(Endless(Arc::clone(&taken)));
            let response = client.send(post(target, credentials, body)).await.unwrap();
            let answer = Answer::read(response).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (status, "Unauthorized Access")
            );
            until(|| taken.dropped.load(Ordering::SeqCst) == 1).await;
            assert!(taken.bytes.load(Ordering::SeqCst) < MUCH);
            seen.assert(&[]);
        }
    }
    // What was sent for nothing does not count against the connection.
    let john = Some(basic("john", "hello"));
    let numbers = format!("[{}1]", "1,".repeat(100_000));
    let response = client
        .send(post("/upload", john, Body::from(numbers)))
        .await;
    let answer = Answer::read(response.unwrap()).await;
    answer.assert_is(StatusCode::OK, &[], "in");
    client.close().await;
    server.stop().await;
}
