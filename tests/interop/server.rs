//! A server that is watched, and what a client got from it.

use std::net::SocketAddr;

use axum::Router;
use axum::http::Version;
use tokio::runtime::Runtime;

use crate::client::{Answer, Client, Session};
use crate::log::{Log, Seen};

/// A router on a port of its own. It runs beside the test, which waits for its client.
pub(crate) struct Server {
    inner: httpauth_tests::Server,
    log: Log,
    _runtime: Runtime,
}

impl Server {
    pub(crate) fn start(app: Router) -> Self {
        let (runtime, log) = (Runtime::new().unwrap(), Log::default());
        let inner = runtime.block_on(httpauth_tests::Server::start(log.watch(app)));
        Self {
            inner,
            log,
            _runtime: runtime,
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.inner.address()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.inner.address())
    }

    /// Returns the requests since the last time.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.log.take()
    }

    /// Lets the client ask so many times for a path.
    #[track_caller]
    pub(crate) fn run(
        &self,
        client: &mut dyn Client,
        session: &Session,
        path: &'static str,
        times: usize,
    ) -> Run {
        // Different addresses, or a cache would answer.
        let urls = (0..times).map(|number| self.url(&format!("{path}?{number}")));
        let session = Session {
            urls: urls.collect(),
            ..session.clone()
        };
        self.log.take();
        let answers = client.run(&session);
        let run = Run {
            user: session.user,
            answers,
            seen: self.log.take(),
        };
        run.assert_sane(client.name(), path, times);
        run
    }
}

/// The result that a client got, and the requests that the server saw.
#[derive(Debug)]
pub(crate) struct Run {
    user: &'static str,
    pub(crate) answers: Vec<Answer>,
    pub(crate) seen: Vec<Seen>,
}

impl Run {
    /// Asserts what is true of any client.
    #[track_caller]
    fn assert_sane(&self, client: &str, path: &str, times: usize) {
        assert_eq!(self.answers.len(), times, "{self:?}");
        assert!(!self.seen.is_empty(), "{self:?}");
        assert!(self.seen.iter().all(|seen| seen.path == path), "{self:?}");
        let over_http2 = |seen: &Seen| seen.version == Version::HTTP_2;
        let expected = client.ends_with("HTTP/2");
        assert!(
            self.seen.iter().all(|seen| over_http2(seen) == expected),
            "{self:?}"
        );
        let passed = self.seen.iter().filter(|seen| seen.status == 200).count();
        assert!(self.let_in() <= passed, "{self:?}");
    }

    /// Returns how many of the answers are the greeting.
    pub(crate) fn let_in(&self) -> usize {
        let greeting = format!("Hello, {}!", self.user);
        let is_greeting = |answer: &&Answer| {
            let is_ok = answer.outcome == "200";
            is_ok && answer.body.as_ref().is_none_or(|body| *body == greeting)
        };
        self.answers.iter().filter(is_greeting).count()
    }

    /// Returns `cell` if all answers are the greeting, else what came instead.
    pub(crate) fn or_what_came(&self, cell: impl FnOnce() -> String) -> String {
        match (self.let_in(), &self.answers[..]) {
            (passed, answers) if passed == answers.len() => cell(),
            (_, [answer]) => answer.outcome.clone(),
            (passed, answers) => format!("{passed} of {}", answers.len()),
        }
    }

    /// Returns the request that passed last.
    pub(crate) fn passed(&self) -> &Seen {
        let mut passed = self.seen.iter().filter(|seen| seen.status == 200);
        passed.next_back().unwrap()
    }

    /// Asserts that nobody passed, and that the client gave up. The most stubborn client gives up after 20 requests.
    #[track_caller]
    pub(crate) fn assert_out(&self) {
        let passed = |seen: &Seen| seen.status == 200;
        assert!(!self.seen.iter().any(passed), "{self:?}");
        assert_eq!(self.let_in(), 0, "{self:?}");
        assert!(self.seen.len() <= 20, "it goes on and on: {self:?}");
    }
}
