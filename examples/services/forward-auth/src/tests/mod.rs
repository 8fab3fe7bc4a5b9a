//! The service behind nginx, HAProxy, Caddy, Traefik and Envoy with the files of `proxies`, before an application that reads a
//! field.
//!
//! A program that is missing is skipped, unless the environment variable `INTEROP` is `required`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod checks;
mod clients;
mod curl;
mod proxies;
mod service;
mod strip;

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use httpauth::password::Limits;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::time::sleep;

use super::*;

/// Waits until the condition holds, for ten seconds at most. Returns whether it does.
async fn until(mut condition: impl AsyncFnMut() -> bool) -> bool {
    for _ in 0..200 {
        if condition().await {
            return true;
        }
        sleep(Duration::from_millis(50)).await;
    }
    false
}

/// Serves a router on a port of its own.
async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(axum::serve(listener, service).into_future());
    address
}

/// Serves the guards, with so few resources for passwords that a flood finds none.
async fn guards() -> SocketAddr {
    // The second test finds them set.
    let limits = Limits::default().permits(1);
    let _ = limits.wait(Duration::from_millis(100)).set();
    serve(app(IpAddr::V4(Ipv4Addr::LOCALHOST))).await
}

/// Serves the application behind the proxy. It believes the field with the user, and reads it as CGI would.
async fn application() -> SocketAddr {
    let echo = async |request: Request| {
        let fields = request.headers().iter();
        let users = fields.filter(|(name, _)| {
            name.as_str()
                .replace(|it: char| !it.is_ascii_alphanumeric(), "-")
                == REMOTE_USER
        });
        let users: Vec<&str> = users.map(|(_, value)| value.to_str().unwrap()).collect();
        format!("{} {} {users:?}", request.method(), request.uri())
    };
    serve(Router::new().fallback(echo)).await
}

/// The turn of a test whose flood would take the resources of the others.
static TURN: LazyLock<Mutex<()>> = LazyLock::new(Mutex::default);
