//! A process whose clock is wrong, as before it was ever set. The server's clock is what counts.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;
use std::{env, future};

use axum::http::StatusCode;
use httpauth::Reason;
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Connection, Server as Web};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::{app, john, refused, send, start, store};
use crate::client::version_of;

/// The variable that tells the other process where the Redis server is.
const SERVER: &str = "HTTPAUTH_TESTS_REDIS";

/// Not a test but the other process, which serves until it is killed.
#[tokio::test]
async fn another_process() {
    let Ok(url) = env::var(SERVER) else {
        return;
    };
    let client = redis::Client::open(url).unwrap();
    let web = Web::start(app(store(client.get_connection_manager().await.unwrap()))).await;
    println!("\naddress {}", web.address());
    future::pending::<()>().await;
}

/// Starts the other process with a clock that is off by as much.
async fn off_by(offset: &str, url: &str) -> (Child, SocketAddr) {
    let mut process = Command::new("faketime")
        .args(["-f", offset])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "redis::clocks::another_process", "--nocapture"])
        .env(SERVER, url)
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if let Some(address) = line.strip_prefix("address ") {
            return (process, address.parse().unwrap());
        }
    }
}

async fn get(address: SocketAddr, john: Option<&Credentials>) -> Answer {
    let field = john.map(Credentials::header).unwrap_or_default();
    let field = String::from_utf8(field).unwrap();
    let request = format!("GET / HTTP/1.1\r\nhost: localhost\r\nauthorization: {field}\r\n\r\n");
    let request = match john {
        Some(_) => request,
        None => request.replace("authorization: \r\n", ""),
    };
    Connection::to(address).await.send(request).await
}

/// A process that is an hour off takes the nonces of the others, who take its own. Nobody waits until it is right.
#[tokio::test]
async fn a_wrong_clock_is_set_by_the_server() {
    for offset in ["+1h", "-1h"] {
        let Some((server, app)) = start().await else {
            return;
        };
        if version_of("faketime", "--version").is_none() {
            return;
        }
        let (_process, other) = off_by(offset, &server.url()).await;
        let taken = async {
            // A request that comes before the server was asked is stale.
            while get(other, Some(&john(&app, "/").await)).await.status != StatusCode::OK {}
        };
        timeout(Duration::from_secs(60), taken).await.unwrap();
        // And the others take its nonces. The clocks differ by what an answer takes, in which such a nonce is too new.
        let theirs = async {
            loop {
                let challenge = Challenge::of(&get(other, None).await, "SHA-256");
                let john = Credentials::new(&challenge, "john", "hello", "/");
                if send(&app, "/", &john).await.status == StatusCode::OK {
                    return john;
                }
            }
        };
        let john = timeout(Duration::from_secs(60), theirs).await.unwrap();
        refused(&app, "/", &john, Reason::Replayed).await;
        assert_eq!(get(other, Some(&john.nc(2))).await.status, StatusCode::OK);
    }
}
