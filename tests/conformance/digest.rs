//! `/digest*`.

use axum::Router;
use httpauth::{
    CurrentUser, digest_auth, generate_nonce, generate_opaque, get_password, get_user_roles,
    login_required, verify_nonce, verify_opaque,
};

use crate::util::all;

pub(crate) fn routes() -> Router {
    Router::new()
        .route("/digest", all(plain))
        .route("/digest/sub", all(sub))
        .route("/digest-realm", all(realm))
        .route("/digest-ha1", all(ha1))
        .route("/digest-noqop", all(no_qop))
        .route("/digest-sess", all(session))
        .route("/digest-scheme", all(scheme))
        .route("/digest-int", all(integrity))
        .route("/digest-custom", all(custom))
        .route("/digest-custom-noqop", all(custom_no_qop))
        .route("/digest-ttl", all(short_lived))
        .route("/digest-any", all(any))
        .route("/digest-staff", all(staff))
        .route("/digest-optional", all(optional))
}

#[get_password(auth = [Plain, Realm, NoQop, Session, Scheme, Integrity, Custom, CustomNoQop, ShortLived, Staff])]
fn get_password(username: &str) -> Option<&'static str> {
    match username {
        "susan" => Some("hello"),
        "john" => Some("bye"),
        "garçon" => Some("áéíóú"),
        r#"quo"te"# | r"back\slash" | "comma, user" | "eq=user" => Some("pw"),
        "colon" => Some("pa:ss"),
        _ => None,
    }
}

#[digest_auth]
struct Plain;

#[login_required(auth = Plain)]
async fn plain(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

#[login_required(auth = Plain)]
async fn sub(user: CurrentUser<String>) -> String {
    format!("digest_sub:{user}")
}

#[digest_auth(realm = "My Realm", qop = "none")]
struct Realm;

#[login_required(auth = Realm)]
async fn realm(user: CurrentUser<String>) -> String {
    format!("digest_auth_my_realm:{user}")
}

#[digest_auth(ha1, algorithm = "MD5")]
pub(crate) struct Ha1;

#[get_password(auth = Ha1)]
fn get_ha1(username: &str) -> Option<String> {
    get_password(username).map(|password| Ha1::ha1(username, password))
}

#[login_required(auth = Ha1)]
async fn ha1(user: CurrentUser<String>) -> String {
    format!("digest_auth_ha1_pw:{user}")
}

#[digest_auth(qop = "none")]
struct NoQop;

#[login_required(auth = NoQop)]
async fn no_qop(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

#[digest_auth(algorithm = "MD5-sess")]
struct Session;

#[login_required(auth = Session)]
async fn session(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

#[digest_auth(scheme = "MyDigest")]
struct Scheme;

#[login_required(auth = Scheme)]
async fn scheme(user: CurrentUser<String>) -> String {
    format!("digest_scheme:{user}")
}

/// `auth-int` is not offered.
#[digest_auth(qop = "auth")]
struct Integrity;

#[login_required(auth = Integrity)]
async fn integrity(user: CurrentUser<String>) -> String {
    format!("digest_int:{user}")
}

#[digest_auth]
struct Custom;

#[digest_auth(qop = "none")]
struct CustomNoQop;

#[generate_nonce(auth = [Custom, CustomNoQop])]
fn generate_nonce() -> String {
    "not a good nonce".to_owned()
}

#[verify_nonce(auth = [Custom, CustomNoQop])]
fn verify_nonce(nonce: &str) -> bool {
    nonce == "not a good nonce"
}

#[generate_opaque(auth = [Custom, CustomNoQop])]
fn generate_opaque() -> String {
    "some opaque".to_owned()
}

#[verify_opaque(auth = [Custom, CustomNoQop])]
fn verify_opaque(opaque: &str) -> bool {
    opaque == "some opaque"
}

#[login_required(auth = Custom)]
async fn custom(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

#[login_required(auth = CustomNoQop)]
async fn custom_no_qop(user: CurrentUser<String>) -> String {
    format!("digest_auth:{user}")
}

#[digest_auth(nonce_ttl = "1s")]
struct ShortLived;

#[login_required(auth = ShortLived)]
async fn short_lived(user: CurrentUser<String>) -> String {
    format!("digest_ttl:{user}")
}

#[digest_auth]
struct Staff;

#[get_user_roles(auth = Staff)]
fn get_user_roles(username: &str) -> Option<[&'static str; 1]> {
    (username == "john").then_some(["staff"])
}

#[login_required(auth = Staff)]
async fn any(user: CurrentUser<String>) -> String {
    format!("digest_any:{user}")
}

#[login_required(auth = Staff, role = "staff")]
async fn staff(user: CurrentUser<String>) -> String {
    format!("digest_staff:{user}")
}

#[login_required(auth = Staff, optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    format!(
        "user:{}",
        user.map_or("anonymous".to_owned(), |user| user.0)
    )
}
