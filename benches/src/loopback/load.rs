//! The load of some connections, each with requests that were made before the clock starts.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::Credentials;
use super::connection::Connection;
use crate::Outcome;
use crate::client::Challenge;

/// The proofs that are made for a second. They are twice as many as a server asks for, since connections do not share
/// alike.
const PROOFS_A_SECOND: f64 = 160_000.0;
/// And for each connection, so that the luckiest of many has enough.
const PROOFS_AT_LEAST: usize = 200;

/// The load and its duration.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) sent: Credentials,
    pub(super) length: Duration,
    /// At a time.
    pub(super) connections: usize,
}

/// The requests of each connection.
pub(super) type Requests = Vec<Arc<Vec<Vec<u8>>>>;

/// The work that was done.
#[derive(Clone, Copy)]
pub(super) struct Done {
    requests: usize,
    /// In how many seconds.
    pub(super) seconds: f64,
}

impl Done {
    /// Requests a second.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn rate(self) -> f64 {
        self.requests as f64 / self.seconds
    }
}

/// Fails unless the server lets in who may pass, and nobody else.
pub(super) async fn check(address: SocketAddr, sent: Credentials) -> Outcome<()> {
    let mut connection = Connection::open(address).await?;
    let right = first_request(&mut connection, sent).await?;
    for (request, status) in [
        (right, "200"),
        (request(Some("Basic am9objpoZWxsYQ==")), "401"),
        (request(Some("Bearer secret-token-2")), "401"),
        (request(Some("Digest username=\"john\"")), "401"),
        (request(None), "401"),
    ] {
        let head = connection.ask(&request).await?;
        let answered = String::from_utf8_lossy(head);
        // A Digest field that lacks parameters is a 400 (RFC 7616 section 3.4).
        let fits = |status: &str| answered.split(' ').nth(1) == Some(status);
        let right = fits(status) || (status == "401" && fits("400"));
        if !right {
            return Err(format!("{answered} where it had to be {status}").into());
        }
    }
    Ok(())
}

async fn first_request(connection: &mut Connection, sent: Credentials) -> Outcome<Vec<u8>> {
    let mut requests = requests(connection, sent, 1).await?;
    requests.pop().ok_or_else(|| "no request".into())
}

impl Load {
    /// Makes the requests, for the nonces of this very server.
    pub(super) async fn prepare(self, address: SocketAddr) -> Outcome<Requests> {
        let proofs = crate::time::whole(PROOFS_A_SECOND * self.length.as_secs_f64());
        let proofs = usize::try_from(proofs)? / self.connections + PROOFS_AT_LEAST;
        let mut all = Vec::new();
        for _ in 0..self.connections {
            let mut connection = Connection::open(address).await?;
            let own = requests(&mut connection, self.sent, proofs).await?;
            all.push(Arc::new(own));
        }
        Ok(all)
    }

    /// Sends them, until the time is over or a connection has none left.
    pub(super) async fn run(self, address: SocketAddr, requests: &Requests) -> Outcome<Done> {
        let mut connections = Vec::new();
        for own in requests {
            connections.push((Connection::open(address).await?, Arc::clone(own)));
        }
        let repeat = matches!(self.sent, Credentials::Field(_));
        let (begun, mut tasks) = (Instant::now(), JoinSet::new());
        let end = begun + self.length;
        for (connection, own) in connections {
            tasks.spawn(async move {
                let done = one_connection(connection, &own, repeat, end).await;
                done.map_err(|error| error.to_string())
            });
        }
        let mut requests = 0;
        while let Some(done) = tasks.join_next().await {
            requests += done??;
        }
        let seconds = begun.elapsed().as_secs_f64();
        Ok(Done { requests, seconds })
    }
}

/// Sends on one connection. Returns how many requests were answered, all of them with 200.
async fn one_connection(
    mut connection: Connection,
    requests: &[Vec<u8>],
    repeat: bool,
    end: Instant,
) -> Outcome<usize> {
    let mut done = 0;
    while Instant::now() < end {
        let next = requests.get(if repeat { 0 } else { done });
        let request = next.ok_or("the server was faster than there are proofs")?;
        let head = connection.ask(request).await?;
        if !head.starts_with(b"HTTP/1.1 200 ") {
            return Err(String::from_utf8_lossy(head).into());
        }
        done += 1;
    }
    Ok(done)
}

async fn requests(
    connection: &mut Connection,
    sent: Credentials,
    count: usize,
) -> Outcome<Vec<Vec<u8>>> {
    match sent {
        Credentials::Field(value) => Ok(vec![request(Some(value))]),
        Credentials::Digest(algorithm) => {
            let refused = connection.ask(&request(None)).await?;
            let refused = String::from_utf8_lossy(refused);
            let mut client = Challenge::find(refused.lines(), algorithm)?.client("hello");
            Ok((0..count).map(|_| request(Some(&client.next()))).collect())
        }
    }
}

fn request(credentials: Option<&str>) -> Vec<u8> {
    get("/", credentials)
}

/// Returns a `GET` as curl sends it.
pub(super) fn get(path: &str, credentials: Option<&str>) -> Vec<u8> {
    let field = credentials.map_or(String::new(), |credentials| {
        format!("Authorization: {credentials}\r\n")
    });
    format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{field}User-Agent: httpauth-benches\r\nAccept: */*\r\n\r\n"
    )
    .into_bytes()
}
