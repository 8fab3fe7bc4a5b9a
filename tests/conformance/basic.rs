//! `/basic*` and `/hello`.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::routing::{MethodFilter, on};
use httpauth::{
    CurrentUser, basic_auth, error_handler, get_password, hash_password, login_required,
    verify_password,
};

use crate::util::{all, hex, is_john, is_susan, md5};

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/basic", all(plain))
        .route("/basic-realm", all(realm))
        .route("/basic-md5", all(hashed))
        .route("/basic-verify", all(verify))
        .route("/basic-verify-bool", all(verify_bool))
        .route("/basic-scheme", all(scheme))
        .route("/basic-echo", all(echo))
        .route("/basic-optional", all(optional))
        .route("/hello", all(hello))
        .route(
            "/basic-options",
            all(options).merge(on(MethodFilter::OPTIONS, options)),
        )
}

#[basic_auth]
struct Plain;

#[get_password(auth = Plain)]
fn table_p(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("hello"),
        "susan" => Some("bye"),
        "garçon" => Some("áéíóú"),
        "colon" => Some("pa:ss:word"),
        "nopass" => Some(""),
        "euro" => Some("café€"),
        _ => None,
    }
}

#[login_required(auth = Plain)]
async fn plain(user: CurrentUser<String>) -> String {
    format!("basic_auth:{user}")
}

#[basic_auth(realm = "My Realm")]
struct Realm;

#[get_password(auth = Realm)]
fn salted_with_names(username: &str) -> Option<&'static str> {
    match username {
        "john" => Some("johnhello"),
        "susan" => Some("susanbye"),
        _ => None,
    }
}

#[hash_password(auth = Realm)]
fn salt_with_name(username: &str, password: &str) -> String {
    format!("{username}{password}")
}

#[error_handler(auth = Realm)]
fn custom_error() -> &'static str {
    "custom error"
}

#[login_required(auth = Realm)]
async fn realm(user: CurrentUser<String>) -> String {
    format!("basic_auth_my_realm:{user}")
}

#[basic_auth]
struct Hashed;

#[get_password(auth = Hashed)]
fn hash_of(username: &str) -> Option<String> {
    match username {
        "john" => Some(md5("hello")),
        "susan" => Some(md5("bye")),
        "garçon" => Some(md5("áéíóú")),
        _ => None,
    }
}

#[hash_password(auth = Hashed)]
fn hash(password: &str) -> String {
    md5(password)
}

#[login_required(auth = Hashed)]
async fn hashed(user: CurrentUser<String>) -> String {
    format!("basic_custom_auth:{user}")
}

#[basic_auth]
struct Verify;

#[basic_auth]
struct VerifyBool;

/// Lets the empty username in, as the anonymous user.
#[verify_password(auth = VerifyBool, anonymous)]
fn is_valid(username: &str, password: &str) -> bool {
    username.is_empty()
        || is_john(username, password)
        || is_susan(username, password)
        || (username == "garçon" && password == "áéíóú")
}

#[verify_password(auth = Verify, anonymous)]
fn find(username: &str, password: &str) -> Option<String> {
    is_valid(username, password).then(|| username.to_owned())
}

#[error_handler(auth = [Verify, VerifyBool])]
fn forbidden() -> (StatusCode, &'static str) {
    (StatusCode::FORBIDDEN, "error")
}

#[login_required(auth = Verify)]
async fn verify(user: Option<CurrentUser<String>>) -> String {
    verified(user)
}

#[login_required(auth = VerifyBool)]
async fn verify_bool(user: Option<CurrentUser<String>>) -> String {
    verified(user)
}

fn verified(user: Option<CurrentUser<String>>) -> String {
    match user {
        Some(CurrentUser(name)) if !name.is_empty() => {
            format!("basic_verify_auth:{name} anon:False")
        }
        _ => "basic_verify_auth: anon:True".to_owned(),
    }
}

#[basic_auth(scheme = "MyBasic", realm = "scheme")]
struct Scheme;

#[login_required(auth = Scheme)]
async fn scheme(user: CurrentUser<String>) -> String {
    format!("basic_scheme:{user}")
}

#[basic_auth]
struct Optional;

#[login_required(auth = Optional, optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    format!(
        "user:{}",
        user.map_or("anonymous".to_owned(), |user| user.0)
    )
}

#[verify_password(auth = [Scheme, Optional])]
fn only_john(username: &str, password: &str) -> bool {
    is_john(username, password)
}

#[basic_auth(realm = "echo")]
struct Echo;

/// The arguments that the callback was called with.
struct Credentials {
    username: String,
    password: String,
}

#[verify_password(auth = Echo, anonymous)]
#[expect(clippy::unnecessary_wraps, reason = "a verdict may refuse")]
fn anybody(username: &str, password: &str) -> Option<Credentials> {
    Some(Credentials {
        username: username.to_owned(),
        password: password.to_owned(),
    })
}

#[login_required(auth = Echo)]
async fn echo(user: Option<CurrentUser<Credentials>>) -> String {
    let (username, password) = user
        .map(|user| (hex(&user.username), hex(&user.password)))
        .unwrap_or_default();
    format!("u={username};p={password}")
}

#[basic_auth]
struct Hello;

#[verify_password(auth = Hello)]
fn john_or_susan(username: &str, password: &str) -> bool {
    is_john(username, password) || is_susan(username, password)
}

#[login_required(auth = Hello)]
async fn hello(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Hello)]
async fn options(user: CurrentUser<String>, method: Method) -> String {
    format!("method={method};user={user}")
}
