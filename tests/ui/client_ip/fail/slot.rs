use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use httpauth::{
    basic_auth, client_ip, digest_auth, get_password, multi_auth, token_auth, verify_token,
};

#[basic_auth(throttle)]
struct Twice;

#[client_ip(auth = Twice)]
fn peer(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr {
    peer.ip()
}

#[client_ip(auth = Twice)]
fn second_peer(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> IpAddr {
    peer.ip()
}

#[digest_auth(throttle)]
struct Digest;

#[client_ip(auth = Digest)]
fn socket(ConnectInfo(peer): ConnectInfo<SocketAddr>) -> SocketAddr {
    peer
}

#[token_auth]
struct Token;

#[multi_auth(Twice, Digest)]
struct Multi;

#[client_ip(auth = [Token, Multi])]
fn of_another_kind() -> Option<IpAddr> {
    None
}

#[get_password(auth = [Twice, Digest])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> bool {
    false
}

fn main() {}
