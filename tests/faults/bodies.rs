//! A refused request whose body never ends. The answer does not wait for the body, and the body is not read for ever.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, Request, StatusCode};
use axum::routing::post;
use axum::{Json, Router};
use httpauth::{basic_auth, get_user_roles, guard, login_required, verify_password};
use httpauth_tests::{Answer, Http2, Seen, Server, basic, until};

use crate::frames::{FRAME, Frames};

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

/// Answers behind a layer.
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

/// Returns the routes with the credentials that they refuse, and how.
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

/// The stream is closed after the answer, and the connection goes on.
#[tokio::test]
async fn over_http2_the_answer_comes_first_and_the_stream_is_closed() {
    let (server, seen) = serve().await;
    let client = Http2::connect(&server).await;
    let send = async |mut request: Request<Body>, credentials: Option<&str>| {
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(credentials) = credentials {
            headers.insert(AUTHORIZATION, credentials.parse().unwrap());
        }
        Answer::read(client.send(request).await.unwrap()).await
    };
    for _ in 0..10 {
        for (target, credentials, status) in refused() {
            let (request, taken) = Frames::new(usize::MAX).request(target);
            let answer = send(request, credentials.as_deref()).await;
            let found = (answer.status, answer.body.as_str());
            assert_eq!(found, (status, "Unauthorized Access"));
            until(|| taken.is_dropped()).await;
            assert!(taken.frames() * FRAME < MUCH);
            seen.assert(&[]);
        }
    }
    // The unread body does not count against the connection.
    let numbers = format!("[{}1]", "1,".repeat(100_000));
    let request = Request::post("http://localhost/upload").body(numbers.into());
    let answer = send(request.unwrap(), Some(&basic("john", "hello"))).await;
    answer.assert_is(StatusCode::OK, &[], "in");
    client.close().await;
    server.stop().await;
}
