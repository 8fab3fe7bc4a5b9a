//! A flood of wrong passwords over sockets, on one executor thread. Open routes are answered while hashes run.

#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use axum::{Router, routing::get};
use httpauth::password::{self, Limits, Overloaded};
use httpauth::{basic_auth, login_required, verify_password};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const PERMITS: usize = 1;
/// The most that can wait, since each is estimated to take at least a tenth of a second and the bound is a second.
const QUEUE: usize = 10;

/// As much work as a stored hash may ask for, in little memory, so that no other thread can keep up with requests.
const DEAR: &str = "$argon2id$v=19$m=19456,t=50,p=1$c2FsdHNhbHRzYWx0c2FsdA$eu6kTfbJFfB1DTlgxgrLwLmYSsMBS7E/zEeeupr9Kfo";

#[basic_auth]
struct Auth;

#[verify_password]
async fn verify_password(username: &str, password: &str) -> Result<bool, Overloaded> {
    password::verify(password, (username == "john").then_some(DEAR)).await
}

#[login_required]
async fn guarded() {}

async fn open() -> &'static str {
    "open"
}

async fn start() -> SocketAddr {
    let app = Router::new()
        .route("/guarded", get(guarded))
        .route("/open", get(open));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, app).into_future());
    address
}

/// The status of the answer.
async fn send(server: SocketAddr, target: &str, fields: &str) -> u16 {
    let mut stream = TcpStream::connect(server).await.unwrap();
    let request =
        format!("GET {target} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{fields}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn case_116_the_open_route_is_answered_while_wrong_passwords_are_hashed() {
    Limits::default()
        .permits(PERMITS)
        .decoy(DEAR)
        .set()
        .unwrap();
    let server = start().await;
    let mut flood = tokio::task::JoinSet::new();
    let john = "Authorization: Basic am9objpndWVzcw==\r\n";
    flood.spawn(send(server, "/guarded", john));
    while password::usage().running == 0 {
        tokio::task::yield_now().await;
    }
    for _ in 0..64 {
        // "nobody:guess".
        let nobody = "Authorization: Basic bm9ib2R5Omd1ZXNz\r\n";
        flood.spawn(send(server, "/guarded", nobody));
    }
    let mut during = 0;
    while password::usage().running > 0 {
        let before = password::usage();
        assert_eq!(send(server, "/open", "").await, 200);
        let after = password::usage();
        for usage in [before, after] {
            assert!(
                usage.running <= PERMITS && usage.queued <= QUEUE,
                "{usage:?}"
            );
        }
        // The same hash ran before and after.
        during += usize::from(after.running > 0 && after.hashes == before.hashes);
    }
    assert!(during > 0, "no answer came while a hash ran");
    let statuses = flood.join_all().await;
    assert!(
        statuses.iter().all(|status| [401, 503].contains(status)),
        "{statuses:?}"
    );
    let hashed = statuses.iter().filter(|status| **status == 401).count();
    assert_eq!(password::usage().hashes, hashed as u64);
    assert_eq!(
        (password::usage().running, password::usage().queued),
        (0, 0)
    );
}
