//! The sizes of guarded handlers' futures, which axum boxes for each request.

use std::mem::size_of_val;
use std::net::IpAddr;

use axum::body::Body;
use axum::extract::{Path, Request};
use axum::handler::Handler;
use httpauth::{
    CurrentUser, ForwardedTarget, basic_auth, client_ip, digest_auth, forwarded_target,
    get_password, get_user_roles, login_required, multi_auth, permission, realm, token_auth,
    verify_token,
};

/// The most bytes of a future. It leaves room for larger types of users below the 1032 that glibc's thread cache holds.
const MOST: usize = 1000;

#[basic_auth]
struct Basic;

#[digest_auth]
struct Digest;

#[token_auth]
struct Bearer;

#[multi_auth(Basic, Bearer)]
struct Two;

#[multi_auth(Digest, Basic, Bearer)]
struct Three;

#[digest_auth]
struct Tenants;

#[realm(auth = Tenants)]
fn realm() -> String {
    "tenant".to_owned()
}

#[basic_auth(throttle)]
struct Throttled;

#[digest_auth(throttle)]
struct ThrottledDigest;

#[digest_auth(target = forwarded)]
struct Forwarded;

#[forwarded_target(auth = Forwarded)]
fn target() -> Option<ForwardedTarget> {
    None
}

#[multi_auth(ThrottledDigest, Throttled, Bearer)]
struct ThrottledThree;

#[client_ip(auth = [Throttled, ThrottledDigest])]
fn client_ip() -> Option<IpAddr> {
    None
}

#[get_password(auth = [Basic, Digest, Tenants, Throttled, ThrottledDigest, Forwarded])]
async fn get_password(_: &str) -> Option<&'static str> {
    None
}

#[verify_token(auth = Bearer)]
async fn verify_token(_: &str) -> Option<String> {
    None
}

#[get_user_roles(auth = [Basic, Digest, Bearer])]
async fn get_user_roles(_: &str) -> Option<&'static str> {
    None
}

#[permission(auth = Three)]
async fn is_john(user: &str, _: Path<String>) -> bool {
    user == "john"
}

#[login_required(auth = Three, role = "admin")]
async fn role(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Three, role = ["admin", permission(is_john)])]
async fn permitted(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Basic)]
async fn basic(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Digest)]
async fn digest(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Bearer)]
async fn bearer(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Two)]
async fn two(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Three)]
async fn three(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Tenants)]
async fn tenants(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Forwarded)]
async fn forwarded(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Throttled)]
async fn throttled(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = ThrottledThree)]
async fn throttled_three(user: CurrentUser<String>) -> String {
    user.0
}

/// A future that outgrows the allocator's cache costs every request hundreds of instructions.
#[test]
fn a_guarded_handlers_future_is_small() {
    macro_rules! sizes {
        ($($handler:ident),+) => {
            [$((stringify!($handler), size_of_val(&*$handler.call(Request::new(Body::empty()), ())))),+]
        };
    }
    let sizes = sizes!(
        basic,
        digest,
        bearer,
        two,
        three,
        role,
        permitted,
        tenants,
        forwarded,
        throttled,
        throttled_three
    );
    assert!(sizes.iter().all(|(_, size)| *size <= MOST), "{sizes:?}");
}
