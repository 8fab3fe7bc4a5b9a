//! Each kind of object, and each type of answer.

use std::borrow::Cow;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    basic_auth, digest_auth, get_password, login_required, multi_auth, realm, token_auth,
    verify_token,
};

#[basic_auth]
struct Basic;

#[digest_auth(algorithm = "MD5", state = Tenants)]
pub struct Digest;

#[token_auth]
struct Bearer;

#[token_auth(header = "X-API-Key", scheme = "Key")]
struct Key;

#[multi_auth(Basic, Digest, Bearer, Key)]
struct Auth;

#[derive(Clone)]
pub struct Tenants;

impl Tenants {
    async fn name(&self, path: &str) -> Option<String> {
        (path == "red").then(|| "Red Ltd".to_owned())
    }
}

#[realm(auth = Basic)]
const fn one() -> &'static str {
    "one"
}

#[realm(auth = Digest)]
async fn of_tenant(
    Path(path): Path<String>,
    State(tenants): State<Tenants>,
) -> Result<String, StatusCode> {
    tenants.name(&path).await.ok_or(StatusCode::NOT_FOUND)
}

#[realm(auth = Bearer, crate = ::httpauth)]
fn borrowed() -> Cow<'static, str> {
    Cow::Borrowed("bearer")
}

#[realm(auth = Key)]
fn fallible() -> Result<&'static str, StatusCode> {
    Err(StatusCode::NOT_FOUND)
}

#[get_password(auth = [Basic, Digest])]
fn get_password(_: &str) -> Option<&'static str> {
    None
}

#[verify_token(auth = [Bearer, Key])]
fn verify_token(_: &str) -> Option<String> {
    None
}

#[login_required]
async fn index() {}

#[test]
fn test() {
    let _: Router = Router::new()
        .route("/{tenant}", get(index))
        .with_state(Tenants);
    let ha1 = Digest::ha1_in("Red Ltd", "john", "hello");
    assert_eq!(ha1.len(), 32);
    assert_eq!(one(), "one");
}
