use std::rc::Rc;

use axum::{Router, routing::get};
use httpauth::{
    basic_auth, digest_auth, get_password, login_required, token_auth, verify_password, verify_token,
};

#[basic_auth(realm = Rc::<str>::from("Staff only"))]
struct Basic;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, _: &str) -> bool {
    true
}

#[login_required(auth = Basic)]
async fn index() {}

#[token_auth(realm = std::env::var("REALM"))]
struct Token;

#[verify_token(auth = Token)]
fn verify_token(_: &str) -> bool {
    true
}

const SECONDS: u64 = 300;

#[digest_auth(nonce_ttl = SECONDS)]
struct Digest;

#[digest_auth(nonces = String, state = String)]
struct Nonces;

#[get_password(auth = [Digest, Nonces])]
fn get_password(_: &str) -> Option<String> {
    None
}

#[login_required(auth = Digest)]
async fn digest() {}

fn main() {
    let _: Router = Router::new().route("/", get(index).post(digest));
}
