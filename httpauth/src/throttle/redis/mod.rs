//! The throttle in a Redis server, which any number of processes share.

mod flights;
mod server;

#[cfg(test)]
#[expect(
    clippy::pedantic,
    reason = "tests say what they prove, however they may"
)]
mod tests;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use redis::aio::ConnectionLike;
use tokio::runtime::Handle;

use super::memory::Counters;
use super::{Admission, Attempt, Judged, Limits, Throttle, ThrottleKey};
use crate::clock::{millis, process_clock};
use flights::Flights;
use server::Server;

/// Failed attempts in a Redis server (7 or later, or Valkey), whose limits hold over any number of processes.
///
/// All of them make it with the same key, [`ThrottleKey::from_secret`] of the same secret, and name it as
/// `#[basic_auth(throttle = RedisThrottle, state = ..)]`. The guard takes it from the state by `FromRef`. The server has
/// hashes under the key, and neither usernames nor addresses. Any connection that can be cloned will do, such as a
/// `ConnectionManager`, or a `ClusterConnection` for a Redis Cluster. In a cluster one node has all counts.
///
/// An attempt waits for the server once. What came of it is told beside the request.
///
/// If the server cannot be asked, a [`MemoryThrottle`](super::MemoryThrottle) takes over, which has counted with it what this
/// process saw. An event says so, `httpauth.throttle.unreachable` (feature `tracing`). The server is asked again after a
/// second. Counts end by themselves, so a server that evicts or loses them only lets more attempts begin.
///
/// # Security
///
/// Strangers fill the server, since an invented user must count as a real one does. A failed attempt of another user is two
/// keys and 365 bytes, for up to 67 minutes by the default limits. So the throttle needs a server of its own, with a
/// `maxmemory` and the `maxmemory-policy` `volatile-ttl`, which forgets what ends first. In a server with
/// [`RedisNonces`](crate::digest::RedisNonces), which may not evict, a full throttle makes Digest answer 503 to everybody. The
/// page [`processes`](crate::processes#the-memory-of-a-throttle) has the figures.
///
/// # Example
///
/// ```no_run
/// use axum::{Router, extract::FromRef, routing::get};
/// use httpauth::throttle::{RedisThrottle, ThrottleKey};
/// use httpauth::{CurrentUser, basic_auth, login_required, verify_password};
/// use redis::aio::{ConnectionManager, ConnectionManagerConfig};
///
/// #[derive(Clone)]
/// struct App {
///     throttle: RedisThrottle,
/// }
///
/// impl FromRef<App> for RedisThrottle {
///     fn from_ref(app: &App) -> Self {
///         app.throttle.clone()
///     }
/// }
///
/// #[basic_auth(throttle = RedisThrottle, state = App)]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("john", "hello")
/// }
///
/// #[login_required]
/// async fn index(user: CurrentUser<String>) -> String {
///     format!("Hello, {user}!")
/// }
///
/// # async fn app() -> Result<Router, Box<dyn std::error::Error>> {
/// let secret = std::env::var("THROTTLE_SECRET")?;
/// let key = ThrottleKey::from_secret(secret.as_bytes()).ok_or("THROTTLE_SECRET is too short")?;
/// // With the features `connection-manager` and `tokio-comp` of `redis`.
/// let client = redis::Client::open("redis://127.0.0.1/")?;
/// // A server that is gone is an error at once, and not after some tries to connect.
/// let config = ConnectionManagerConfig::new().set_number_of_retries(0);
/// let connection = ConnectionManager::new_with_config(client, config).await?;
/// let throttle = RedisThrottle::new(connection, key);
/// let app = Router::new().route("/", get(index)).with_state(App { throttle });
/// # Ok(app)
/// # }
/// ```
#[derive(Clone)]
pub struct RedisThrottle {
    shared: Arc<Shared>,
    key: ThrottleKey,
    limits: Limits,
}

/// The server, and what this process has counted.
struct Shared {
    server: Server,
    counters: Counters,
    /// The attempts that the counters admitted while the server could not be asked.
    by_memory: Flights,
}

/// A server's answer, which gives an admission back if nobody takes it, since the client went away meanwhile.
struct Answer {
    shared: Arc<Shared>,
    attempt: Attempt,
    limits: Limits,
    admission: Option<Admission>,
}

impl Answer {
    async fn ask(shared: Arc<Shared>, attempt: Attempt, limits: Limits) -> Self {
        let admission = shared.server.begin(&attempt, limits).await;
        Self {
            shared,
            attempt,
            limits,
            admission,
        }
    }

    fn take(mut self) -> Option<Admission> {
        self.admission.take()
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if let Some(admission @ (Admission::Admitted | Admission::Known)) = self.admission {
            let attempt = self.attempt.known(admission == Admission::Known);
            tell(&self.shared, attempt, Judged::Unjudged, self.limits, true);
        }
    }
}

/// Tells the server beside the request how an attempt ended.
fn tell(shared: &Arc<Shared>, attempt: Attempt, judged: Judged, limits: Limits, by_server: bool) {
    let Ok(runtime) = Handle::try_current() else {
        return;
    };
    let shared = Arc::clone(shared);
    drop(runtime.spawn(async move {
        let server = &shared.server;
        server.end(&attempt, judged, limits, by_server).await;
    }));
}

impl RedisThrottle {
    /// Returns a throttle that counts in the server of this connection, with the default [`Limits`].
    #[must_use]
    pub fn new<C>(connection: C, key: ThrottleKey) -> Self
    where
        C: ConnectionLike + Clone + Send + Sync + 'static,
    {
        Self {
            shared: Arc::new(Shared {
                server: Server::new(connection),
                counters: Counters::new(1 << 17),
                by_memory: Flights::default(),
            }),
            key,
            limits: Limits::new(),
        }
    }

    /// Asks the server, in a task of its own that ends the attempt there if the client goes away meanwhile.
    async fn ask(&self, attempt: &Attempt) -> Option<Admission> {
        let asking = Answer::ask(Arc::clone(&self.shared), *attempt, self.limits);
        let answer = match Handle::try_current() {
            // A task fails by a panic of the connection, which is no answer.
            Ok(runtime) => runtime.spawn(asking).await.ok()?,
            Err(_) => asking.await,
        };
        answer.take()
    }

    /// Returns the throttle with these limits, which should be the same in all processes.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

impl Throttle for RedisThrottle {
    type Error = Infallible;

    fn key(&self) -> Result<&ThrottleKey, Infallible> {
        Ok(&self.key)
    }

    async fn begin(&self, attempt: &Attempt) -> Result<Admission, Infallible> {
        let counters = &self.shared.counters;
        let answer = self.ask(attempt).await;
        let now = millis(process_clock());
        let admission = match answer {
            Some(admission) => admission,
            None => counters.begin(attempt, self.limits, now),
        };
        if let Admission::Admitted | Admission::Known = admission {
            if answer.is_none() {
                self.shared.by_memory.enter(attempt);
            } else {
                // What the server admits is counted here too, for the time when it cannot be asked.
                let attempt = attempt.known(admission == Admission::Known);
                counters.enter(&attempt, self.limits, now);
            }
        }
        Ok(admission)
    }

    fn end(&self, attempt: &Attempt, judged: Judged) {
        let now = millis(process_clock());
        self.shared.counters.end(attempt, judged, self.limits, now);
        let by_server = !self.shared.by_memory.leave(attempt);
        tell(&self.shared, *attempt, judged, self.limits, by_server);
    }
}

impl fmt::Debug for RedisThrottle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisThrottle")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
