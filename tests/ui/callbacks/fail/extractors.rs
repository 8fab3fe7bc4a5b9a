use std::net::SocketAddr;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, basic_auth, get_password, hash_password, login_required, verify_password};

#[basic_auth]
struct Number;

#[verify_password(auth = Number)]
fn a_number(_: &str, _: &str, _: u32) -> bool {
    true
}

#[basic_auth]
struct Stateless;

struct Users;

#[verify_password(auth = Stateless)]
fn state_of_another_object(_: &str, _: &str, _: State<Users>) -> bool {
    true
}

#[basic_auth]
struct Body;

#[verify_password(auth = Body)]
fn the_body(_: &str, _: &str, _: Bytes) -> bool {
    true
}

#[basic_auth]
struct Auth;

#[verify_password]
fn second_of_two(_: &str, _: &str, _: HeaderMap, _: Option<ConnectInfo<SocketAddr>>) -> bool {
    true
}

#[basic_auth]
struct Hashed;

#[get_password(auth = Hashed)]
fn get_password(_: &str) -> Option<String> {
    None
}

#[hash_password(auth = Hashed)]
fn hash_password(_: &str, _: HeaderMap, _: Bytes) -> String {
    String::new()
}

#[login_required]
async fn index(_: CurrentUser<String>) {}

#[login_required(auth = Hashed)]
async fn hashed(_: CurrentUser<String>) {}

fn main() {
    let _: Router = Router::new().route("/", get(index).post(hashed));
}
