//! The throttle in a Redis server, which any number of processes share.

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
/// # Example
///
/// ```no_run
/// use axum::{Router, extract::FromRef, routing::get};
/// use httpauth::throttle::{RedisThrottle, ThrottleKey};
/// use httpauth::{CurrentUser, basic_auth, login_required, verify_password};
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
/// let throttle = RedisThrottle::new(client.get_connection_manager().await?, key);
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
            }),
            key,
            limits: Limits::new(),
        }
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
        let Shared { server, counters } = &*self.shared;
        let answer = server.begin(attempt, self.limits).await;
        let now = millis(process_clock());
        let Some(admission) = answer else {
            return Ok(counters.begin(attempt, self.limits, now));
        };
        // What the server admits is counted here too, for the time when it cannot be asked.
        if let Admission::Admitted | Admission::Known = admission {
            let attempt = attempt.known(admission == Admission::Known);
            counters.enter(&attempt, self.limits, now);
        }
        Ok(admission)
    }

    fn end(&self, attempt: &Attempt, judged: Judged) {
        let now = millis(process_clock());
        self.shared.counters.end(attempt, judged, self.limits, now);
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let (shared, attempt, limits) = (Arc::clone(&self.shared), *attempt, self.limits);
        drop(runtime.spawn(async move { shared.server.end(&attempt, judged, limits).await }));
    }
}

impl fmt::Debug for RedisThrottle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisThrottle")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
