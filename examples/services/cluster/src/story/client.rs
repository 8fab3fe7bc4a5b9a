//! Those who ask: clients with the right password, somebody with captured requests, and somebody who guesses.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use httpauth::testing::{DigestClient, DigestError};
use tokio::process::Command;
use tokio::time::sleep;

use super::answer::Answer;
use super::tally::{Captured, Tally, Who};
use crate::Error;

/// The users, each with the right password.
pub(super) const USERS: [(&str, &str); 4] = [
    ("john", "hello"),
    ("susan", "bye"),
    ("mary", "welcome"),
    ("paul", "good morning"),
];

/// The time between two requests of one client.
const PACE: Duration = Duration::from_millis(10);

/// The most visits of a client in a phase.
const MOST_VISITS: usize = 5000;

/// The most requests of a visit. One has no credentials, two have a nonce that is not good, and one gets in.
const MOST_TRIES: usize = 4;

/// An HTTP client at an address of its own, by which nginx tells clients apart.
pub(super) struct Sender {
    http: reqwest::Client,
    address: IpAddr,
}

impl Sender {
    /// Returns the client whose address ends in this number.
    pub(super) fn at(last: u8) -> Result<Self, Error> {
        let address = IpAddr::V4(Ipv4Addr::new(127, 0, 0, last));
        let http = reqwest::Client::builder().local_address(address).no_proxy();
        let http = http.build()?;
        Ok(Self { http, address })
    }

    /// Sends a request, to nginx or to a process as nginx would. Returns the kind of its answer and the fields.
    pub(super) async fn send(
        &self,
        to: SocketAddr,
        path: &str,
        credentials: Option<&HeaderValue>,
    ) -> Result<(Answer, HeaderMap), Error> {
        let mut request = self.http.get(format!("http://{to}{path}")).build()?;
        let fields = request.headers_mut();
        fields.insert("x-real-ip", self.address.to_string().try_into()?);
        if let Some(credentials) = credentials {
            fields.insert(AUTHORIZATION, credentials.clone());
        }
        let response = self.http.execute(request).await?;
        let (status, fields) = (response.status().as_u16(), response.headers().clone());
        // The whole body, so that the connection can be used again.
        response.bytes().await?;
        Ok((Answer::of(status, &fields)?, fields))
    }

    /// Sends a guess of a user's password, over a new nonce.
    pub(super) async fn guess(
        &self,
        tally: &Tally,
        to: SocketAddr,
        user: &str,
        password: String,
    ) -> Result<(), Error> {
        let mut digest = DigestClient::new(user, password);
        let (answer, fields) = self.send(to, "/", None).await?;
        tally.note(Who::Guesses, answer)?;
        digest.read(&fields)?;
        let credentials = digest.credentials(&Method::GET, "/");
        let (answer, _) = self.send(to, "/", credentials.as_ref()).await?;
        tally.note(Who::Guesses, answer)
    }
}

/// A client of one user, who keeps a nonce from phase to phase.
pub(super) struct Client {
    sender: Sender,
    to: SocketAddr,
    path: &'static str,
    user: (&'static str, &'static str),
    digest: DigestClient,
}

impl Client {
    /// Returns the clients of all users for this path.
    pub(super) fn all(to: SocketAddr, path: &'static str) -> Result<Vec<Self>, Error> {
        let client = |user: (&'static str, &'static str)| {
            Ok(Self {
                sender: Sender::at(1)?,
                to,
                path,
                user,
                digest: DigestClient::new(user.0, user.1),
            })
        };
        USERS.into_iter().map(client).collect()
    }

    /// Visits the path over and over, until the phase is over.
    pub(super) async fn run(mut self, tally: Arc<Tally>) -> Result<Self, Error> {
        for _ in 0..MOST_VISITS {
            if tally.is_over() {
                break;
            }
            self.visit(&tally).await?;
            sleep(PACE).await;
        }
        Ok(self)
    }

    /// Visits the path once, as a browser that goes on without its user as long as it is told that its nonce is stale.
    /// Returns whether it got in.
    pub(super) async fn visit(&mut self, tally: &Tally) -> Result<bool, Error> {
        for _ in 0..MOST_TRIES {
            let credentials = self.digest.credentials(&Method::GET, self.path);
            let sent = credentials.as_ref();
            let (answer, fields) = self.sender.send(self.to, self.path, sent).await?;
            tally.note(Who::Clients, answer)?;
            let read = self.digest.read(&fields);
            match (answer, read) {
                (Answer::In, Ok(false)) => {
                    let credentials = credentials.ok_or("nobody got in")?;
                    let path = self.path;
                    let process = fields.get("x-process").and_then(|name| name.to_str().ok());
                    let captured = Captured { path, credentials };
                    tally.accept(captured, process.unwrap_or_default())?;
                    return Ok(true);
                }
                (Answer::First | Answer::Stale, Ok(true)) => {}
                (Answer::Unavailable | Answer::NoProcess, Ok(false)) => return Ok(false),
                // nginx sent it to a second process, after the first had claimed the count and was killed. This is where a
                // browser asks its user.
                (Answer::Replayed, Err(DigestError::Refused)) => {
                    self.digest = DigestClient::new(self.user.0, self.user.1);
                    return Ok(false);
                }
                other => return Err(format!("a client read {other:?}").into()),
            }
        }
        Err("a client is told again and again to take another nonce".into())
    }
}

/// Sends captured requests again, by nginx and to each process, until the phase is over.
pub(super) async fn replay(tally: Arc<Tally>, targets: Vec<SocketAddr>) -> Result<(), Error> {
    let sender = Sender::at(3)?;
    for (turn, to) in targets.iter().cycle().enumerate().take(MOST_VISITS) {
        if tally.is_over() {
            break;
        }
        sleep(PACE).await;
        let Some(Captured { path, credentials }) = tally.capture(turn) else {
            continue;
        };
        match sender.send(*to, path, Some(&credentials)).await {
            Ok((answer, _)) => tally.note(Who::Replays, answer)?,
            // A process that is gone lets nobody in.
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn is_gone(error: &Error) -> bool {
    let error = error.downcast_ref::<reqwest::Error>();
    error.is_some_and(|error| error.status().is_none())
}

/// Guesses passwords of a user, each over a new nonce, until the phase is over.
pub(super) async fn guess(tally: Arc<Tally>, to: SocketAddr) -> Result<(), Error> {
    let sender = Sender::at(4)?;
    for guess in 0..MOST_VISITS {
        if tally.is_over() {
            break;
        }
        let password = format!("guess {guess}");
        sender.guess(&tally, to, "john", password).await?;
        sleep(PACE * 3).await;
    }
    Ok(())
}

/// Logs in by curl.
pub(super) async fn curl(to: SocketAddr) -> Result<(), Error> {
    let url = format!("http://{to}/");
    let mut curl = Command::new("curl");
    // `-q` must come first, and keeps curl from reading a file of the user's.
    curl.args([
        "-q",
        "--silent",
        "--digest",
        "--user",
        "john:hello",
        "--noproxy",
        "*",
        &url,
    ]);
    let output = curl.output().await?;
    match String::from_utf8_lossy(&output.stdout).as_ref() {
        "Hello, john!" => Ok(()),
        other => Err(format!("curl got: {other}").into()),
    }
}
