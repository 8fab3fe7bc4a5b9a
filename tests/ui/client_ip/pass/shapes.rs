//! The forms of the callback.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode};
use httpauth::{basic_auth, client_ip, digest_auth, get_password};

#[basic_auth(throttle)]
struct Auth;

#[client_ip]
fn client_ip(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr {
    peer.ip()
}

#[basic_auth]
struct Unthrottled;

#[digest_auth(throttle, state = bool)]
struct Digest;

#[client_ip(auth = [Unthrottled, Digest])]
async fn perhaps(fields: HeaderMap) -> Option<IpAddr> {
    fields.get("x-real-ip")?.to_str().ok()?.parse().ok()
}

type Answer = Result<Option<IpAddr>, StatusCode>;

#[basic_auth(state = bool)]
struct Fallible;

#[client_ip(auth = Fallible)]
async fn fallible(State(is_up): State<bool>) -> Answer {
    if is_up {
        Ok(None)
    } else {
        Err(StatusCode::BAD_GATEWAY)
    }
}

#[basic_auth]
struct AlwaysKnown;

#[client_ip(auth = AlwaysKnown)]
fn known() -> Result<IpAddr, (StatusCode, &'static str)> {
    Ok(IpAddr::from([127, 0, 0, 1]))
}

#[get_password(auth = [Auth, Unthrottled, Digest, Fallible, AlwaysKnown])]
fn get_password(_: &str) -> Option<String> {
    None
}
