//! Requests with bodies, directly and through nginx. Each gets the same answer as without a body.
//!
//! A server that answers and closes before it has read the body resets the connection, and the client, or nginx, may lose
//! the answer. Most clients send the body with their first request of Digest, which the guard refuses.

use crate::ab::Ab;
use crate::app;
use crate::checks::JOHN;
use crate::chromium::Chromium;
use crate::client::{Answer, Client, Scheme, Session};
use crate::curl::Curl;
use crate::java::java;
use crate::log::connections;
use crate::nginx::Nginx;
use crate::node::node;
use crate::python::python;
use crate::server::Server;
use crate::wget::Wget;

/// From what fits into one segment to what fits into no buffer on the way.
const SIZES: [usize; 4] = [10, 3_000, 100_000, 1_000_000];

/// A test for each client, with how many sessions of two requests it has for each size, way, scheme and password.
macro_rules! clients {
    ($($(#[$ignore:meta])? $name:ident: $sessions:literal of $client:expr;)*) => {
        $(#[test]
        $(#[$ignore])?
        fn $name() {
            if let Some(mut client) = $client {
                check(&mut client, $sessions);
            }
        })*
    };
}

clients! {
    curl: 10 of Curl::over("--http1.1", "curl");
    curl_over_http2: 10 of Curl::over("--http2-prior-knowledge", "curl, HTTP/2");
    curl_that_asks_first: 10 of Curl::asking_first();
    wget: 10 of Wget::start();
    #[ignore = "for `.ci/run clients`"]
    ab: 10 of Ab::start();
    #[ignore = "for `.ci/run clients`"]
    requests: 10 of python("requests", &["requests_client.py"]);
    #[ignore = "for `.ci/run clients`"]
    httpx: 10 of python("httpx", &["httpx_client.py"]);
    #[ignore = "for `.ci/run clients`"]
    httpx_over_http2: 10 of python("httpx, HTTP/2", &["httpx_client.py", "2"]);
    #[ignore = "for `.ci/run clients`"]
    fetch: 10 of node("Node's `fetch`", "fetch.mjs");
    #[ignore = "for `.ci/run clients`"]
    digest_fetch: 10 of node("digest-fetch", "digest_fetch.mjs");
    #[ignore = "for `.ci/run clients`"]
    http_client: 10 of java("Java's `HttpClient`", &[]);
    #[ignore = "for `.ci/run clients`"]
    http_url_connection: 10 of java("Java's `HttpURLConnection`", &["connection"]);
    // Each session is a profile of its own, which takes its time.
    chromium: 5 of Chromium::start();
}

/// The result of a session, for the client and for the server.
#[derive(Debug)]
struct Outcome {
    answers: Vec<Answer>,
    statuses: Vec<u16>,
    /// `None` if it does not matter.
    connections: Option<usize>,
}

impl Outcome {
    /// Returns the result that the same session must have with bodies of this size.
    fn with_body(&self, size: usize) -> Self {
        let body = |body: &String| body.replace("0 bytes", &format!("{size} bytes"));
        let answers = self.answers.iter().map(|answer| Answer {
            outcome: answer.outcome.clone(),
            body: answer.body.as_ref().map(body),
        });
        Self {
            answers: answers.collect(),
            statuses: self.statuses.clone(),
            connections: self.connections,
        }
    }

    fn is(&self, expected: &Self) -> bool {
        let same = self.answers == expected.answers && self.statuses == expected.statuses;
        same && (expected.connections.is_none() || self.connections == expected.connections)
    }
}

/// Lets the client send bodies of every size, every way, and holds what comes of it against its requests without a body.
fn check(client: &mut dyn Client, sessions: usize) {
    let server = Server::start(app::routes());
    // Behind nginx every client would be one of HTTP/1.1.
    let is_http1 = !client.name().ends_with("HTTP/2");
    let nginx = is_http1.then(|| Nginx::before(server.address(), ""));
    let mut tried = Tried {
        nginx: nginx.flatten(),
        failures: Vec::new(),
        server,
        client,
        sessions,
    };
    for (scheme, path) in [
        (Scheme::Basic, "/upload/basic"),
        (Scheme::Digest, "/upload/digest"),
    ] {
        for password in ["hello", "wrong"] {
            let session = Session {
                scheme,
                password,
                ..JOHN
            };
            tried.bodies(&session, path);
        }
    }
    let name = tried.client.name();
    assert!(tried.failures.is_empty(), "{name}: {:#?}", tried.failures);
    // wget says of two failures only the one that it thinks is worse.
    let answers = tried.nginx.iter().flat_map(Nginx::statuses);
    let lost = answers.filter(|status| status.starts_with('5')).count();
    assert_eq!(lost, 0, "answers that nginx lost");
}

struct Tried<'c> {
    server: Server,
    nginx: Option<Nginx>,
    client: &'c mut dyn Client,
    sessions: usize,
    failures: Vec<String>,
}

impl Tried<'_> {
    fn bodies(&mut self, session: &Session, path: &str) {
        let direct = self.server.url(path);
        let proxied = self.nginx.as_ref().map(|nginx| nginx.url(path));
        let mut without = self.run(session, &direct);
        for size in SIZES {
            self.compare(session, size, &direct, &without);
        }
        // The number of nginx's connections does not matter.
        without.connections = None;
        for size in SIZES {
            let proxied = proxied.iter();
            proxied.for_each(|url| self.compare(session, size, url, &without));
        }
    }

    /// Counts the sessions with a body that come to what the one without did.
    fn compare(&mut self, session: &Session, size: usize, url: &str, without: &Outcome) {
        let session = Session {
            body: Some(size),
            ..session.clone()
        };
        let expected = without.with_body(size);
        let outcomes = (0..self.sessions).map(|_| self.run(&session, url));
        let wrong: Vec<Outcome> = outcomes.filter(|outcome| !outcome.is(&expected)).collect();
        if let Some(found) = wrong.first() {
            self.failures.push(format!(
                "{size} bytes by {:?} with {} to {url}: {} of {} come to {found:?}, not {expected:?}",
                session.scheme,
                session.password,
                wrong.len(),
                self.sessions
            ));
        }
    }

    /// Sends two requests, so that the second tells what became of the connection.
    fn run(&mut self, session: &Session, url: &str) -> Outcome {
        let urls = [1, 2].map(|number| format!("{url}?{number}"));
        let session = Session {
            urls: urls.to_vec(),
            ..session.clone()
        };
        self.server.seen();
        let answers = self.client.run(&session);
        let mut seen = self.server.seen();
        // Chromium's page.
        seen.retain(|seen| seen.path != "/open");
        Outcome {
            answers,
            statuses: seen.iter().map(|seen| seen.status).collect(),
            connections: (!self.client.hangs_up()).then(|| connections(&seen)),
        }
    }
}
