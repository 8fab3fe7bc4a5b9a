//! Requests with bodies, directly and through nginx. Each gets the same answer as without a body.
//!
//! A server that answers and closes before it has read the body resets the connection, and the client, or nginx, may lose
//! the answer. Most clients send the body with their first request of Digest, which the guard refuses.

use std::collections::BTreeSet;

use crate::app;
use crate::client::{Answer, Client, Session};
use crate::log::connections;
use crate::nginx::Nginx;
use crate::server::Server;
use crate::way::Way;

/// From what fits into one segment to what fits into no buffer on the way.
const SIZES: [usize; 4] = [10, 3_000, 100_000, 1_000_000];

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

/// Lets the client send bodies of every size, every way, and returns the cell of what comes of it beside its requests
/// without a body.
pub(crate) fn cell(client: &mut dyn Client, way: Way) -> String {
    let sessions = client.body_sessions();
    if sessions == 0 {
        return "-".to_owned();
    }
    let server = Server::start(app::routes());
    // Behind nginx every client would be one of HTTP/1.1.
    let is_http1 = !client.name().ends_with("HTTP/2");
    let nginx = is_http1.then(|| Nginx::before(server.address(), ""));
    let mut tried = Tried {
        nginx: nginx.flatten(),
        failures: BTreeSet::new(),
        server,
        client,
        sessions,
    };
    for way in [Way::Basic, way.digest()] {
        for password in ["hello", "wrong"] {
            let session = Session {
                password,
                ..way.john()
            };
            tried.bodies(&session, way.paths().upload);
        }
    }
    // wget says of two failures only the one that it thinks is worse.
    let answers = tried.nginx.iter().flat_map(Nginx::statuses);
    let lost = answers.filter(|status| status.starts_with('5')).count();
    assert_eq!(lost, 0, "answers that nginx lost");
    if tried.failures.is_empty() {
        return "yes".to_owned();
    }
    format!("not {}", Vec::from_iter(tried.failures).join(", "))
}

struct Tried<'c> {
    server: Server,
    nginx: Option<Nginx>,
    client: &'c mut dyn Client,
    sessions: usize,
    /// The schemes and sizes that did not come to what they had to.
    failures: BTreeSet<String>,
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
            self.failures.insert(format!("{:?} {size}", session.scheme));
            let name = self.client.name();
            eprintln!(
                "{name}: {size} bytes by {:?} with {} to {url}: {} of {} come to {found:?}, not {expected:?}",
                session.scheme,
                session.password,
                wrong.len(),
                self.sessions
            );
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
