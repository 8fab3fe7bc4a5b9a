//! A limit of failed attempts, by user and by the address that the right proxy says.
//!
//! ```sh
//! cargo run -p example-throttle
//! ```
//!
//! Then, in another terminal:
//!
//! ```sh
//! curl -u john:hello http://127.0.0.1:3000/    # Hello, john!
//! curl -u susan:guess -o /dev/null -w "%{http_code}," "http://127.0.0.1:3000/?guess=[1-12]"   # 401,401,401,401,401,401,401,401,401,401,429,429,
//! curl -u susan:bye http://127.0.0.1:3000/     # Too many attempts have failed. Come back later.
//! curl -u susan:bye -H "X-Forwarded-For: 192.0.2.1" http://127.0.0.1:3000/   # Too many attempts have failed. Come back later.
//! curl -u john:hello http://127.0.0.1:3000/    # Hello, john!
//! ```
//!
//! Behind a proxy tell the program which field the proxy sets, as by `CLIENT_IP=RightmostXForwardedFor` or
//! `CLIENT_IP=XRealIp`. The names are those of the crate `axum-client-ip`.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::extract::FromRef;
use axum::{Router, routing::get};
use axum_client_ip::{ClientIp, ClientIpSource};
use httpauth::throttle::{Limits, MemoryThrottle};
use httpauth::{
    AuthError, CurrentUser, Reason, basic_auth, client_ip, error_handler, login_required, password,
    verify_password,
};
use tokio::net::TcpListener;

#[cfg(test)]
mod tests;

#[derive(Clone, FromRef)]
struct App {
    throttle: Arc<MemoryThrottle>,
}

#[basic_auth(throttle = Arc<MemoryThrottle>, state = App)]
struct Auth;

/// Returns the address as `CLIENT_IP` says. A field that no proxy of yours sets is the client's own word.
#[client_ip]
fn client_ip(ClientIp(address): ClientIp) -> IpAddr {
    address
}

/// The users, with hashes that a database would have.
static USERS: LazyLock<[(&str, String); 2]> = LazyLock::new(|| {
    let hash = |password| password::hash(password).unwrap_or_default();
    [("john", hash("hello")), ("susan", hash("bye"))]
});

/// Verifies a password. It is not asked once a limit is reached, so that guesses cost the program nothing either.
#[verify_password]
async fn verify_password(username: &str, password: &str) -> Result<bool, password::Overloaded> {
    let user = USERS.iter().find(|(name, _)| *name == username);
    password::verify(password, user.map(|(_, hash)| hash.as_str())).await
}

/// Says it in words. The status and the field `Retry-After` are there without this callback.
#[error_handler]
fn error_handler(error: AuthError) -> &'static str {
    match error.reason() {
        Reason::Throttled => "Too many attempts have failed. Come back later.",
        _ => "Unauthorized Access",
    }
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

fn app(source: ClientIpSource) -> Router {
    // The defaults, but for the limit of a client, behind whose address a whole office may be.
    let limits = Limits::new().client(300, Duration::from_secs(15 * 60));
    let throttle = Arc::new(MemoryThrottle::new().with_limits(limits));
    Router::new()
        .route("/", get(index))
        .layer(source.into_extension())
        .with_state(App { throttle })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let source = match std::env::var("CLIENT_IP") {
        Ok(source) => source.parse()?,
        Err(_) => ClientIpSource::ConnectInfo,
    };
    // The hashes are made before the first request asks for them.
    LazyLock::force(&USERS);
    let addr = std::env::var("ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let app = app(source).into_make_service_with_connect_info::<SocketAddr>();
    Ok(axum::serve(listener, app).await?)
}
