//! The conversation with the server, in which one script does all.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::{ErrorKind, FromRedisValue, RedisError, Script, ServerErrorKind, aio::ConnectionLike};

use crate::clock::{millis, monotonic};
use crate::connection::Connection;
use crate::throttle::limits::{Limit, PARTS, SPANS};
use crate::throttle::{Admission, Attempt, Judged, Limits};

const TEXT: &str = include_str!("throttle.lua");

/// The time for which a server that could not be asked is not asked again, in milliseconds.
const PAUSE: u64 = 1000;

/// A server and whether it can be asked.
pub(super) struct Server {
    connection: Box<dyn Connection>,
    /// The hash of the script.
    script: String,
    /// The time of this process when the server is asked again. Zero says that the last answer came.
    down_until: AtomicU64,
}

impl Server {
    pub(super) fn new<C>(connection: C) -> Self
    where
        C: ConnectionLike + Clone + Send + Sync + 'static,
    {
        Self {
            connection: Box::new(connection),
            script: Script::new(TEXT).get_hash().to_owned(),
            down_until: AtomicU64::new(0),
        }
    }

    #[cfg(test)]
    pub(super) fn end_pause(&self) {
        self.down_until.store(1, Ordering::Relaxed);
    }

    /// Begins an attempt. Returns `None` if the server cannot be asked.
    pub(super) async fn begin(&self, attempt: &Attempt, limits: Limits) -> Option<Admission> {
        let (answer, wait) = self.ask("begin", attempt, limits, false).await?;
        Some(match answer.as_str() {
            "admitted" => Admission::Admitted,
            "known" => Admission::Known,
            "busy" => Admission::Busy,
            _ => Admission::Refused {
                retry_after: Duration::from_millis(wait),
            },
        })
    }

    /// Ends an attempt, which the server admitted or not. If it cannot be asked, the attempt is in flight there for two
    /// minutes at most.
    pub(super) async fn end(
        &self,
        attempt: &Attempt,
        judged: Judged,
        limits: Limits,
        by_server: bool,
    ) {
        let what = match judged {
            Judged::Right => "right",
            Judged::Wrong => "wrong",
            Judged::Abandoned => "abandoned",
            Judged::Failed => "failed",
            Judged::Unjudged => "unjudged",
        };
        self.ask(what, attempt, limits, by_server).await;
    }

    async fn ask(
        &self,
        what: &str,
        attempt: &Attempt,
        limits: Limits,
        in_flight: bool,
    ) -> Option<(String, u64)> {
        let down_until = self.down_until.load(Ordering::Relaxed);
        if down_until > now() {
            return None;
        }
        let arguments = arguments(what, attempt, limits, in_flight);
        match self.run(&arguments).await {
            Ok(answer) => {
                if self.down_until.swap(0, Ordering::Relaxed) != 0 {
                    log_reachable();
                }
                Some(answer)
            }
            Err(error) => {
                let until = pause_until(&error);
                if self.down_until.swap(until, Ordering::Relaxed) == 0 {
                    log_unreachable(&error);
                }
                None
            }
        }
    }

    async fn run(&self, arguments: &[String]) -> Result<(String, u64), RedisError> {
        let send = |name: &str, script: &str| {
            let mut command = redis::cmd(name);
            command.arg(script).arg(arguments);
            self.connection.send(command)
        };
        let answer = match send("EVALSHA", &self.script).await {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                send("EVAL", TEXT).await
            }
            answer => answer,
        };
        Ok(<(String, u64)>::from_redis_value(answer?)?)
    }
}

/// Returns the time until which the server is not asked. An error of the script is about one attempt, and no reason for a
/// pause.
fn pause_until(error: &RedisError) -> u64 {
    if error.kind() == ErrorKind::Server(ServerErrorKind::ResponseError) {
        return now();
    }
    now().saturating_add(PAUSE)
}

/// Returns the time of this process in milliseconds, which is never zero.
fn now() -> u64 {
    millis(monotonic()).saturating_add(1)
}

/// Returns the keys of the script, behind their number, and what it is told.
fn arguments(what: &str, attempt: &Attempt, limits: Limits, in_flight: bool) -> Vec<String> {
    // A cluster keeps the keys together for the tag in braces.
    let key = |kind: char, id: u64| format!("httpauth:{{throttle}}:{kind}:{id:016x}");
    let keys = [
        Some(key('u', attempt.user())),
        Some(key('k', attempt.account())),
        attempt.pair().map(|pair| key('p', pair)),
        attempt.client().map(|client| key('c', client)),
    ];
    let client = attempt.client().map(|client| format!("{client:016x}"));
    let mut arguments = vec![keys.iter().flatten().count().to_string()];
    arguments.extend(keys.into_iter().flatten());
    arguments.extend([
        what.to_owned(),
        u8::from(attempt.is_known()).to_string(),
        u8::from(in_flight).to_string(),
        client.unwrap_or_default(),
        limits.known.to_string(),
        SPANS.to_string(),
        PARTS.to_string(),
    ]);
    for Limit { failures, span } in [limits.user, limits.pair, limits.client] {
        arguments.extend([failures.to_string(), span.to_string()]);
    }
    arguments
}

#[cfg(feature = "tracing")]
fn log_unreachable(error: &RedisError) {
    tracing::warn!(
        name: "httpauth.throttle.unreachable",
        target: "httpauth",
        problem = error.category(),
        "the throttle's Redis server cannot be asked; each process counts for itself"
    );
}

#[cfg(feature = "tracing")]
fn log_reachable() {
    tracing::info!(
        name: "httpauth.throttle.reachable",
        target: "httpauth",
        "the throttle's Redis server answers again"
    );
}

#[cfg(not(feature = "tracing"))]
fn log_unreachable(_: &RedisError) {}

#[cfg(not(feature = "tracing"))]
fn log_reachable() {}
