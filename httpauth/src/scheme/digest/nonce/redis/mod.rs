//! Used counts in a Redis server, which any number of processes share.

mod clock;
mod server;

#[cfg(test)]
#[expect(
    clippy::pedantic,
    reason = "tests say what they prove, however they may"
)]
mod tests;

use std::{fmt, num::NonZeroU32, sync::Arc, time::Duration};

use redis::{RedisError, aio::ConnectionLike};

use self::server::Server;
use super::{Claim, Nonce, NonceKey, NonceStore};

/// Used counts in a Redis server (7 or later, or Valkey), for a protection space of any number of processes.
///
/// All of them make it with the same key, [`NonceKey::from_secret`] of the same secret, and name it as
/// `#[digest_auth(nonces = RedisNonces, state = ..)]`. The guard takes it from the state by `FromRef`. A nonce takes about
/// a hundred bytes of the server's memory. When there are more nonces than it may hold, those that were issued first go,
/// and are [`Claim::Stale`] from then on.
///
/// Any connection that can be cloned will do, such as a `ConnectionManager`, or a `ClusterConnection` for a Redis Cluster.
/// In a cluster one node has all nonces. The features of the crate `redis` that make a connection are yours to choose.
///
/// All nonces are [`Claim::Stale`] that are older than the run of the server, which a restart, a failover or the loss
/// of the data ends. Their clients go on with new ones by themselves. The clock of the server is the clock of all
/// processes, which know it to within the time that an answer takes.
///
/// # Errors
///
/// If the server cannot be asked, the request is refused with 503. So it is if the server may evict nonces, or is too old,
/// and an event of the feature `tracing` says so. The connection sets how long to wait for an answer, which is half a
/// second by default, and how often to try to connect. The default of a `ConnectionManager` is six times, which holds each
/// request for ten seconds.
///
/// # Security
///
/// - A server with a `maxmemory` must have the `maxmemory-policy` `noeviction`, its default. Any other one is refused.
/// - Use the server of the writes. A replica refuses them, so nobody gets in by one.
/// - A secret is for one server. With one secret at two servers a captured request is good once at each.
/// - Whoever can write to the server can let a count be used twice, but gets in only with the password.
///
/// # Example
///
/// ```no_run
/// use axum::{Router, extract::FromRef, routing::get};
/// use httpauth::digest::{NonceKey, RedisNonces};
/// use httpauth::{CurrentUser, digest_auth, get_password, login_required};
/// use redis::aio::{ConnectionManager, ConnectionManagerConfig};
///
/// #[derive(Clone)]
/// struct App {
///     nonces: RedisNonces,
/// }
///
/// impl FromRef<App> for RedisNonces {
///     fn from_ref(app: &App) -> Self {
///         app.nonces.clone()
///     }
/// }
///
/// #[digest_auth(realm = "Staff only", nonces = RedisNonces, state = App)]
/// struct Auth;
///
/// #[get_password]
/// fn get_password(username: &str) -> Option<&'static str> {
///     (username == "john").then_some("hello")
/// }
///
/// #[login_required]
/// async fn index(user: CurrentUser<String>) -> String {
///     format!("Hello, {user}!")
/// }
///
/// # async fn app() -> Result<Router, Box<dyn std::error::Error>> {
/// let secret = std::env::var("NONCE_SECRET")?;
/// let key = NonceKey::from_secret(secret.as_bytes()).ok_or("NONCE_SECRET is too short")?;
/// // With the features `connection-manager` and `tokio-comp` of `redis`.
/// let client = redis::Client::open("redis://127.0.0.1/")?;
/// // A server that is gone is an error at once, and not after some tries to connect.
/// let config = ConnectionManagerConfig::new().set_number_of_retries(0);
/// let connection = ConnectionManager::new_with_config(client, config).await?;
/// let nonces = RedisNonces::new(connection, key);
/// let app = Router::new().route("/", get(index)).with_state(App { nonces });
/// # Ok(app)
/// # }
/// ```
#[derive(Clone)]
pub struct RedisNonces {
    server: Arc<Server>,
    key: NonceKey,
    capacity: usize,
}

impl RedisNonces {
    /// Returns a store that counts in the server of this connection, for about a million live nonces (100 MB). It signs
    /// nonces with this key.
    #[must_use]
    pub fn new<C>(connection: C, key: NonceKey) -> Self
    where
        C: ConnectionLike + Clone + Send + Sync + 'static,
    {
        Self {
            server: Arc::new(Server::new(connection)),
            key,
            capacity: 1 << 20,
        }
    }

    /// Returns the store for about this many live nonces, which should be the same in all processes.
    #[must_use]
    pub fn with_capacity(self, nonces: usize) -> Self {
        Self {
            capacity: nonces,
            ..self
        }
    }
}

impl NonceStore for RedisNonces {
    type Error = RedisError;

    fn key(&self) -> Result<&NonceKey, RedisError> {
        Ok(&self.key)
    }

    /// Returns the time of the server, since 1970. It is the time of this process until the server was first asked.
    fn now(&self) -> Duration {
        Server::keep_watch(&self.server);
        self.server.now()
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, RedisError> {
        self.server.claim(nonce, nc, self.capacity).await
    }
}

impl fmt::Debug for RedisNonces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisNonces").finish_non_exhaustive()
    }
}
