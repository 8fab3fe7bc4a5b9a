//! The log of what the server saw.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::http::{Method, Version};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use httpauth_tests::digest::params;

/// A request, and what it was answered.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) version: Version,
    pub(crate) peer: SocketAddr,
    pub(crate) authorization: Option<String>,
    pub(crate) status: u16,
    /// True if the answer says `stale=true`.
    pub(crate) stale: bool,
}

impl Seen {
    /// Returns a parameter of the credentials.
    pub(crate) fn param(&self, name: &str) -> Option<String> {
        param(self.authorization.as_deref()?, name)
    }

    /// Returns the auth-scheme of the credentials.
    pub(crate) fn scheme(&self) -> Option<&str> {
        self.authorization.as_deref()?.split(' ').next()
    }

    /// Returns the algorithm of the credentials. Without the parameter it is MD5 (RFC 7616 section 3.3).
    pub(crate) fn algorithm(&self) -> String {
        self.param("algorithm").unwrap_or_else(|| "MD5".to_owned())
    }

    /// Returns the nonce's count.
    pub(crate) fn nc(&self) -> Option<u32> {
        count(self.authorization.as_deref()?)
    }
}

/// Returns the count in the credentials of a request.
pub(crate) fn nc(headers: &HeaderMap) -> Option<u32> {
    count(&text(headers)?)
}

fn count(credentials: &str) -> Option<u32> {
    u32::from_str_radix(&param(credentials, "nc")?, 16).ok()
}

fn param(credentials: &str, name: &str) -> Option<String> {
    let list = params(credentials.strip_prefix("Digest ")?);
    let found = list.into_iter().find(|(key, _)| key.trim() == name);
    found.map(|(_, value)| value)
}

/// Returns the credentials as text. Some clients send names in latin-1.
fn text(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The requests in the order of their answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Seen>>>);

impl Log {
    /// Watches the router from now on.
    pub(crate) fn watch(&self, app: Router) -> Router {
        app.layer(from_fn_with_state(self.clone(), record))
    }

    /// Takes the requests since the last time.
    pub(crate) fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

async fn record(
    State(log): State<Log>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let mut seen = Seen {
        method: request.method().clone(),
        path: request.uri().path().to_owned(),
        version: request.version(),
        peer,
        authorization: text(request.headers()),
        status: 0,
        stale: false,
    };
    let response = next.run(request).await;
    // A browser asks for this by itself, and it belongs to no test.
    if seen.path == "/favicon.ico" {
        return response;
    }
    seen.status = response.status().as_u16();
    let challenges = response.headers().get_all("www-authenticate");
    let says_stale = |challenge: &[u8]| challenge.ends_with(b"stale=true");
    seen.stale = challenges.iter().any(|value| says_stale(value.as_bytes()));
    log.0.lock().unwrap().push(seen);
    response
}

/// Returns the number of connections that these requests came over.
pub(crate) fn connections(seen: &[Seen]) -> usize {
    let peers: BTreeSet<SocketAddr> = seen.iter().map(|seen| seen.peer).collect();
    peers.len()
}

/// Returns the counts of the requests that brought any, in order.
pub(crate) fn counts(seen: &[Seen]) -> Vec<u32> {
    seen.iter().filter_map(Seen::nc).collect()
}

/// Returns the number of nonces that were used.
pub(crate) fn nonces(seen: &[Seen]) -> usize {
    let nonces: BTreeSet<String> = seen.iter().filter_map(|seen| seen.param("nonce")).collect();
    nonces.len()
}
