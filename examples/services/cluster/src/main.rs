//! Three processes of one application behind nginx. They share Digest's used counts and the failed attempts in a Redis server.
//!
//! ```sh
//! cargo run -p example-cluster
//! ```
//!
//! That starts Debian's `redis-server` and `nginx` and the three processes, and ends them with itself. Then, in another
//! terminal:
//!
//! ```sh
//! curl --digest -u john:hello http://127.0.0.1:3000/        # Hello, john!
//! curl --digest -u john:hello http://127.0.0.1:3000/local   # Hello, john!
//! curl --digest -u susan:guess -o /dev/null -w "%{http_code}," "http://127.0.0.1:3000/?guess=[1-12]"   # 401,401,401,401,401,401,401,401,401,401,429,429,
//! curl --digest -u susan:bye -o /dev/null -w "%{http_code}" http://127.0.0.1:3000/   # 429
//! ```
//!
//! Each guess goes to another process, and ten have failed in all of them together. At `/local` the counts are in the memory
//! of each process, and nginx takes a user to the same process each time.
//!
//! This tells what happens to clients while processes and the Redis server are killed, and prints a table of it:
//!
//! ```sh
//! cargo run -p example-cluster -- story
//! ```
//!
//! Begin to read in this file, which has the application. `nginx.conf` is the proxy's part. The page `processes` of the
//! documentation says what a claim costs and how to choose.

use std::env;
use std::net::IpAddr;
use std::process::ExitCode;

use axum::extract::{FromRef, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::{Router, routing::get};
use axum_client_ip::{ClientIp, ClientIpSource};
use httpauth::digest::{NonceKey, RedisNonces};
use httpauth::throttle::{RedisThrottle, ThrottleKey};
use httpauth::{AuthError, CurrentUser, client_ip, digest_auth, get_password, login_required};
use redis::aio::ConnectionManager;

mod cluster;
mod process;
mod server;
mod story;
#[cfg(test)]
mod tests;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// The state that all processes share, which is in the Redis server.
#[derive(Clone, FromRef)]
struct App {
    nonces: RedisNonces,
    throttle: RedisThrottle,
}

impl App {
    /// Returns `None` if the secret is too short.
    ///
    /// One server serves both, to keep the story short. In real life the throttle has a server of its own with
    /// `maxmemory-policy volatile-ttl`, since strangers can fill it, and the nonces have to stay.
    fn new(redis: ConnectionManager, secret: &[u8]) -> Option<Self> {
        Some(Self {
            nonces: RedisNonces::new(redis.clone(), NonceKey::from_secret(secret)?),
            throttle: RedisThrottle::new(redis, ThrottleKey::from_secret(secret)?),
        })
    }
}

/// An object that only the next build has. The nonces of the others do not depend on what stands beside them.
#[cfg(feature = "next")]
#[digest_auth(realm = "One more")]
struct Other;

/// The users of the whole cluster. A login at one process is good at all, and a count of it is good once.
#[digest_auth(
    algorithm = "SHA-256",
    nonces = RedisNonces,
    throttle = RedisThrottle,
    state = App
)]
struct Auth;

/// The same users at each process for itself, with a random key and counts in its memory.
#[digest_auth(algorithm = "SHA-256", realm = "One process")]
struct Local;

#[cfg(feature = "next")]
#[get_password(auth = Other)]
fn nobody(_: &str) -> Option<&'static str> {
    None
}

// In real life the store has the HA1 of each user, as the example `digest-auth` shows.
#[get_password(auth = [Auth, Local])]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "susan" => Some("bye"),
        "mary" => Some("welcome"),
        "paul" => Some("good morning"),
        _ => None,
    }
}

/// Returns the address that nginx saw. Nobody else can reach a process.
#[client_ip]
fn client_ip(ClientIp(address): ClientIp) -> IpAddr {
    address
}

const GREETING: &str = if cfg!(feature = "next") {
    "Hello again"
} else {
    "Hello"
};

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("{GREETING}, {user}!")
}

#[login_required(auth = Local)]
async fn local(user: CurrentUser<String>) -> String {
    format!("{GREETING}, {user}!")
}

/// Says which process answered, and for what reason it refused. The story is told by that, and a service for strangers does
/// not say it.
async fn say_who(State(name): State<&'static str>, mut request: Request, next: Next) -> Response {
    AuthError::ask_for(request.extensions_mut());
    let mut response = next.run(request).await;
    let error = response.extensions().get::<AuthError>();
    let reason = error.map(|error| format!("{:?}", error.reason()));
    for (field, value) in [("x-process", Some(name.to_owned())), ("x-reason", reason)] {
        if let Some(Ok(value)) = value.map(TryInto::try_into) {
            response.headers_mut().insert(field, value);
        }
    }
    response
}

/// Returns the application as the process of this name.
fn app(name: &'static str, state: App) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/local", get(local))
        .layer(ClientIpSource::XRealIp.into_extension())
        .layer(middleware::from_fn_with_state(name, say_who))
        .with_state(state)
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = command().await else {
        return ExitCode::SUCCESS;
    };
    eprintln!("{error}");
    ExitCode::FAILURE
}

/// Does what the arguments say.
async fn command() -> Result<(), Error> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => cluster::run().await,
        ["story"] => {
            println!("{}", story::tell().await?);
            Ok(())
        }
        // The cluster starts these.
        ["process", name] => process::run(name).await,
        _ => Err("write nothing after it, or `story`".into()),
    }
}
