//! Used counts in a Redis server, which any number of processes share.

use std::{fmt, num::NonZeroU32, sync::LazyLock, time::Duration};

use redis::{RedisError, Script, aio::ConnectionManager};

use super::{Claim, Nonce, NonceKey, NonceStore, unix_clock};

/// The number of slots in the hash of a nonce. A count is filed under its remainder.
///
/// A slot keeps the highest count that was used of those that share it, so none is used twice. The memory of a nonce is
/// bounded, and requests may arrive out of order by as many as there are slots.
const SLOTS: u32 = 128;

/// The Redis key of the time from which on the server remembers. It is gone with the data.
const SINCE: &str = "httpauth:since";

/// The script that claims a count in one atomic step, by the clock that also drops what has expired.
///
/// Without `since` the data is new. Nobody knows which counts of older nonces were used, so these nonces are stale.
static CLAIM: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local time = redis.call('TIME')
         local now = time[1] * 1000 + math.floor(time[2] / 1000)
         local count, slot, issued_at, expires_at = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
         redis.call('SET', KEYS[2], string.format('%.0f', now), 'NX')
         local since = redis.call('GET', KEYS[2])
         if tonumber(issued_at) < tonumber(since) or tonumber(expires_at) <= now then
             return 'stale'
         end
         local used = redis.call('HGET', KEYS[1], slot)
         if used and tonumber(count) <= tonumber(used) then
             return 'replayed'
         end
         redis.call('HSET', KEYS[1], slot, count)
         redis.call('PEXPIREAT', KEYS[1], expires_at)
         return 'accepted'",
    )
});

/// Used counts in a Redis server (7 or later, or a compatible one), for a protection space of any number of processes.
///
/// All of them make it with the same key, [`NonceKey::from_secret`] of the same secret, and name it as
/// `#[digest_auth(nonces = RedisNonces, state = ..)]`. The guard takes it from the state by `FromRef`. A nonce takes at
/// most about a kilobyte of the server's memory, for as long as it lives.
///
/// A server that lost its data, or is another one, answers [`Claim::Stale`] for all nonces that are older than its
/// data. Their clients go on with new ones by themselves.
///
/// # Errors
///
/// If the server cannot be asked, the request is refused with 503. The `ConnectionManager` sets how long to wait for
/// it, half a second by default, and connects anew.
///
/// # Security
///
/// - The server must not evict keys, because an evicted nonce would be good again. `maxmemory-policy noeviction`, its
///   default, sees to that.
/// - A replica that takes over may lack the last claims, which can then be used once more.
/// - The clocks of all processes and of the server have to agree within a second or so (NTP). A nonce that one process
///   issues in another one's future is stale there until that time has come.
/// - Whoever can write to the server can let a count be used twice, but gets in only with the password.
///
/// # Example
///
/// ```no_run
/// use axum::{Router, extract::FromRef, routing::get};
/// use httpauth::digest::{NonceKey, RedisNonces};
/// use httpauth::{CurrentUser, digest_auth, get_password, login_required};
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
/// let client = redis::Client::open("redis://127.0.0.1/")?;
/// let nonces = RedisNonces::new(client.get_connection_manager().await?, key);
/// let app = Router::new().route("/", get(index)).with_state(App { nonces });
/// # Ok(app)
/// # }
/// ```
#[derive(Clone)]
pub struct RedisNonces {
    connection: ConnectionManager,
    key: NonceKey,
}

impl RedisNonces {
    /// Returns a store that counts in the server of this connection. It signs nonces with this key.
    #[must_use]
    pub fn new(connection: ConnectionManager, key: NonceKey) -> Self {
        Self { connection, key }
    }
}

impl NonceStore for RedisNonces {
    type Error = RedisError;

    fn key(&self) -> Result<&NonceKey, RedisError> {
        Ok(&self.key)
    }

    fn now(&self) -> Duration {
        unix_clock()
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, RedisError> {
        let claimed: String = CLAIM
            .key(format!("httpauth:nonce:{:032x}", nonce.id()))
            .key(SINCE)
            .arg(nc.get())
            .arg(nc.get() % SLOTS)
            .arg(nonce.issued_at)
            .arg(nonce.expires_at)
            .invoke_async(&mut self.connection.clone())
            .await?;
        Ok(match claimed.as_str() {
            "accepted" => Claim::Accepted,
            "replayed" => Claim::Replayed,
            _ => Claim::Stale,
        })
    }
}

impl fmt::Debug for RedisNonces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisNonces").finish_non_exhaustive()
    }
}
