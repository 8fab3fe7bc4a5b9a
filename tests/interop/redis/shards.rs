//! Several servers: as the shards of one protection space, and by mistake.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::digest::{Claim, Nonce, NonceKey, NonceStore, RedisNonces};
use httpauth::{Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::Credentials;
use redis::{AsyncCommands, RedisError};
use tokio::time::timeout;

use super::server::Server;
use super::{app, john, refused, send, start};

/// The store of the page `processes`, for two servers.
#[derive(Clone)]
struct Shards([RedisNonces; 2]);

impl NonceStore for Shards {
    type Error = RedisError;

    fn key(&self) -> Result<&NonceKey, RedisError> {
        self.0[0].key()
    }

    fn now(&self) -> Duration {
        self.0
            .each_ref()
            .map(RedisNonces::now)
            .into_iter()
            .min()
            .unwrap()
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, RedisError> {
        self.0[usize::from(nonce.id() % 2 == 1)]
            .claim(nonce, nc)
            .await
    }
}

#[derive(Clone, FromRef)]
struct Sharded {
    nonces: Shards,
}

#[digest_auth(algorithm = "SHA-256", nonces = Shards, state = Sharded)]
struct Auth;

#[get_password]
fn get_password(username: &str) -> Option<&'static str> {
    (username == "john").then_some("hello")
}

#[login_required]
async fn index() -> &'static str {
    "in"
}

async fn process(servers: &[Server; 2]) -> Router {
    let nonces = Shards([
        super::store(servers[0].connect().await),
        super::store(servers[1].connect().await),
    ]);
    let router = Router::new().route("/", get(index));
    router.with_state(Sharded { nonces })
}

/// Returns the nonces that the server has.
async fn nonces(server: &Server) -> BTreeSet<Vec<u8>> {
    let mut connection = server.connect().await;
    let mut found = BTreeSet::new();
    let generations: Vec<String> = connection.keys("httpauth:{nonces}:[0-9]*").await.unwrap();
    for generation in generations {
        let ids: Vec<Vec<u8>> = connection.hkeys(generation).await.unwrap();
        found.extend(ids.into_iter().filter(|id| !id.is_empty()));
    }
    found
}

/// A count is good once in all processes, whichever server its nonce belongs to, and no nonce is at two.
#[tokio::test]
async fn shards_count_as_one_server() {
    let (Some((one, _)), Some((other, _))) = (start().await, start().await) else {
        return;
    };
    let servers = [one, other];
    let processes = [process(&servers).await, process(&servers).await];
    // Until all know all servers, a nonce may be stale.
    let all_known = async { while !first(&processes).await {} };
    timeout(Duration::from_secs(60), all_known).await.unwrap();
    for _ in 0..20 {
        let john = john(&processes[0], "/").await;
        for nc in 1..=4 {
            let at = usize::from(nc % 2 == 0);
            send(&processes[at], "/", &john.nc(nc))
                .await
                .assert_ok("in");
        }
        for process in &processes {
            for nc in 1..=4 {
                refused(process, "/", &john.nc(nc), Reason::Replayed).await;
            }
        }
    }
    let [one, other] = [nonces(&servers[0]).await, nonces(&servers[1]).await];
    assert!(!one.is_empty() && !other.is_empty(), "{one:?} {other:?}");
    assert!(one.is_disjoint(&other));
}

/// Logs in ten times, with a nonce of the one process at the other, and returns whether none was stale.
async fn first(processes: &[Router; 2]) -> bool {
    let mut none = true;
    for _ in 0..10 {
        let john: Credentials = john(&processes[0], "/").await;
        none &= send(&processes[1], "/", &john).await.status == StatusCode::OK;
    }
    none
}

/// A second server with a secret of its own lets no captured request in, and a client goes on there. With the same secret it
/// lets each in once, since it knows nothing of the counts.
#[tokio::test]
async fn two_servers_need_two_secrets() {
    let (Some((_one, app_of_one)), Some((other, same))) = (start().await, start().await) else {
        return;
    };
    let key = NonceKey::from_secret(b"the secret of the other server").unwrap();
    let own = app(RedisNonces::new(other.connect().await, key));
    // A process knows the clock of its server to within the time that an answer took. So at first a nonce of the one server
    // may be from the future of the other one, or from before its run.
    let agreed = async {
        loop {
            let captured = john(&app_of_one, "/").await;
            send(&app_of_one, "/", &captured).await.assert_ok("in");
            for _ in 0..2 {
                refused(&own, "/", &captured, Reason::Stale).await;
            }
            if send(&same, "/", &captured).await.status == StatusCode::OK {
                return captured;
            }
        }
    };
    let captured = timeout(Duration::from_secs(60), agreed).await.unwrap();
    for app in [&app_of_one, &same] {
        refused(app, "/", &captured, Reason::Replayed).await;
    }

    let next = john(&own, "/").await;
    send(&own, "/", &next).await.assert_ok("in");
}
