//! The run of a server, which is the time in which it loses nothing.
//!
//! A server that restarts has its data again, but perhaps not the last of them, and so has a replica that takes over. A
//! count is therefore claimed by a script that exists in one run only, since a server keeps scripts in its memory alone.
//! The text of the script has a random name in it and is sent once, together with the look at the server that makes sure
//! that the data belong to this run. Where the script is not known, the run is another one.

use std::{
    num::NonZeroU32,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use redis::{
    Cmd, ErrorKind, FromRedisValue, RedisError, Script, ServerErrorKind, aio::ConnectionLike,
};
use tokio::{runtime::Handle, sync::Mutex as Turn};

use super::clock::ServerClock;
use crate::clock::{self, millis};
use crate::connection::Connection;
use crate::lock::lock;
use crate::scheme::digest::nonce::{Claim, Nonce};

const TEXT: &str = include_str!("nonces.lua");
/// The keys, which a cluster keeps together for the tag in braces.
const STATE: &str = "httpauth:{nonces}";
const GENERATIONS: &str = "httpauth:{nonces}:generations";
/// The field of the script's hash. Each version of this crate has a text of its own.
const SCRIPT: &str = concat!("script ", env!("CARGO_PKG_VERSION"));

/// The age of a look at the server at which the next one is due. It goes on beside the requests.
const DUE: Duration = Duration::from_millis(500);
/// The age of a look at the server from which on no count is claimed before the next one.
///
/// A server that restarts is noticed at once. This is for one that was made a replica for a while and has its memory, but
/// other data.
const TOO_OLD: Duration = Duration::from_secs(1);
/// The number of runs that a claim may come upon.
const TRIES: usize = 3;

/// A server and what is known of it.
pub(super) struct Server {
    connection: Box<dyn Connection>,
    run: Mutex<Run>,
    /// One look at a time, so that a new run gets one new script of a process.
    turn: Turn<()>,
    clock: ServerClock,
    /// The time of this process when the last look beside the requests began.
    watched_at: AtomicU64,
}

/// The findings of the last look at the server.
#[derive(Default)]
struct Run {
    /// The hash of the script that claims counts in this run. It is kept when the run may be over, to be tried first.
    script: Option<Arc<str>>,
    /// The time of this process when the last look that found a server began. It is gone when the run may be over.
    seen_at: Option<Duration>,
    /// The last failure of a look, and the time of this process when it was noticed.
    failure: Option<(Duration, RedisError)>,
    /// The last event, so that one is not repeated.
    told: Option<String>,
}

impl Server {
    pub(super) fn new<C>(connection: C) -> Self
    where
        C: ConnectionLike + Clone + Send + Sync + 'static,
    {
        Self {
            connection: Box::new(connection),
            run: Mutex::default(),
            turn: Turn::new(()),
            clock: ServerClock::new(),
            watched_at: AtomicU64::new(0),
        }
    }

    /// Returns the time of the server.
    pub(super) fn now(&self) -> Duration {
        self.clock.now()
    }

    /// Looks at the server from time to time, beside the request that asks for it.
    ///
    /// A process whose clock is wrong would otherwise refuse the nonces of all others before it claims a count of one.
    pub(super) fn keep_watch(this: &Arc<Self>) {
        let now = millis(clock::monotonic());
        let last = this.watched_at.load(Ordering::Relaxed);
        if last != 0 && now.saturating_sub(last) < millis(DUE) {
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let order = Ordering::Relaxed;
        if this
            .watched_at
            .compare_exchange(last, now.max(1), order, order)
            .is_ok()
        {
            let this = Arc::clone(this);
            // A failure is told to the claims.
            drop(runtime.spawn(async move { this.script(DUE).await.map(drop) }));
        }
    }

    /// Claims a count.
    pub(super) async fn claim(
        &self,
        nonce: &Nonce,
        nc: NonZeroU32,
        capacity: usize,
    ) -> Result<Claim, RedisError> {
        for _ in 0..TRIES {
            let script = self.script(TOO_OLD).await?;
            let mut command = evaluate("EVALSHA", &script);
            command
                .arg(&nonce.id().to_be_bytes())
                .arg(nc.get())
                .arg(nonce.issued_at)
                .arg(nonce.expires_at)
                .arg(capacity);
            match self.ask::<String>(command).await {
                Ok(answer) if answer != "lost" => return Ok(read(&answer)),
                Err(error) if !is_unknown(&error) => {
                    self.doubt(&script);
                    return Err(error);
                }
                // The server has lost its data or the script, which another look mends.
                _ => self.doubt(&script),
            }
        }
        Err((ErrorKind::Client, "the server loses what it is told").into())
    }

    /// Returns the script of the run, after a look at the server unless the last one is no older than that.
    async fn script(&self, age: Duration) -> Result<Arc<str>, RedisError> {
        let came_at = clock::monotonic();
        if let Some(script) = self.known(age) {
            return Ok(script);
        }
        let _turn = self.turn.lock().await;
        if let Some(script) = self.known(age) {
            return Ok(script);
        }
        // All who wait share a failure, since each look may take as long as the connection waits.
        if let Some((failed_at, error)) = &self.run().failure
            && *failed_at > came_at
        {
            return Err(error.clone());
        }
        let looked_at = clock::monotonic();
        let looked = self.look().await;
        self.note(looked_at, looked)
    }

    fn known(&self, age: Duration) -> Option<Arc<str>> {
        let run = self.run();
        let is_young = clock::monotonic().saturating_sub(run.seen_at?) < age;
        run.script.clone().filter(|_| is_young)
    }

    /// Takes the run for over, if this is its script.
    fn doubt(&self, script: &Arc<str>) {
        let mut run = self.run();
        if run.script.as_ref() == Some(script) {
            run.seen_at = None;
        }
    }

    /// Looks at the server, with the script that is known, the one that another process knows, or a new one.
    async fn look(&self) -> Result<Arc<str>, RedisError> {
        let mut tried = self.run().script.clone();
        if let Some(script) = &tried
            && self.look_with("EVALSHA", script, "").await?
        {
            return Ok(Arc::clone(script));
        }
        let mut others = redis::cmd("HGET");
        others.arg(STATE).arg(SCRIPT);
        let others = self.ask::<Option<String>>(others).await?.map(Arc::from);
        if let Some(script) = others
            && tried.replace(Arc::clone(&script)).as_ref() != Some(&script)
            && self.look_with("EVALSHA", &script, "").await?
        {
            return Ok(script);
        }
        let name =
            rand::TryRng::try_next_u64(&mut rand::rngs::SysRng).map_err(std::io::Error::other)?;
        let text = format!("-- {name:016x}\n{TEXT}");
        let script = Arc::from(Script::new(&text).get_hash());
        self.look_with("EVAL", &text, &script).await?;
        Ok(script)
    }

    /// Looks at the server, and returns whether it knows the script.
    async fn look_with(&self, command: &str, script: &str, hash: &str) -> Result<bool, RedisError> {
        let mut command = evaluate(command, script);
        command
            .arg(SCRIPT)
            .arg(hash)
            .arg(millis(self.clock.told().unwrap_or_default()));
        let asked_at = clock::monotonic();
        match self.ask(command).await {
            Ok(time) => {
                self.clock.set(asked_at, Duration::from_millis(time));
                Ok(true)
            }
            Err(error) if is_unknown(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn note(
        &self,
        looked_at: Duration,
        looked: Result<Arc<str>, RedisError>,
    ) -> Result<Arc<str>, RedisError> {
        let mut run = self.run();
        let told = looked
            .as_ref()
            .err()
            .filter(|error| error.code() == Some("HTTPAUTH"));
        let told = told.and_then(RedisError::detail).map(str::to_owned);
        if let (Some(problem), true) = (&told, told != run.told) {
            log(problem);
        }
        run.told = told;
        run.failure = looked
            .as_ref()
            .err()
            .map(|error| (clock::monotonic(), error.clone()));
        run.seen_at = looked.is_ok().then_some(looked_at);
        run.script = looked.as_ref().ok().cloned().or(run.script.take());
        looked
    }

    async fn ask<T: FromRedisValue>(&self, command: Cmd) -> Result<T, RedisError> {
        Ok(T::from_redis_value(self.connection.send(command).await?)?)
    }

    fn run(&self) -> std::sync::MutexGuard<'_, Run> {
        lock(&self.run)
    }
}

fn evaluate(command: &str, script: &str) -> Cmd {
    let mut command = redis::cmd(command);
    command.arg(script).arg(2).arg(STATE).arg(GENERATIONS);
    command
}

fn is_unknown(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::NoScript)
}

fn read(answer: &str) -> Claim {
    match answer {
        "accepted" => Claim::Accepted,
        "replayed" => Claim::Replayed,
        _ => Claim::Stale,
    }
}

#[cfg(feature = "tracing")]
fn log(problem: &str) {
    tracing::error!(
        problem,
        "the Redis server cannot keep used counts; requests that need it are answered 503"
    );
}

#[cfg(not(feature = "tracing"))]
fn log(_: &str) {}
