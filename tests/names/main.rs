//! Functions may have any name. The variables of the expansion hide none of them.

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use httpauth::{
    CurrentUser, basic_auth, digest_auth, error_handler, generate_nonce, generate_opaque,
    get_password, get_user_roles, hash_password, login_required, token_auth, verify_nonce,
    verify_opaque, verify_password, verify_token,
};
use httpauth_tests::Call;

#[basic_auth]
struct Basic;

#[basic_auth]
struct Hashed;

#[token_auth]
struct Token;

#[digest_auth]
struct Digest;

#[verify_password(auth = Basic)]
fn username(username: &str, _: &str, _: HeaderMap) -> bool {
    username == "john"
}

#[get_password(auth = [Hashed, Digest])]
fn argument0(username: &str, _: HeaderMap) -> Option<String> {
    (username == "john").then(|| "hello".to_owned())
}

#[hash_password(auth = Hashed)]
fn password(password: &str, _: HeaderMap) -> String {
    password.to_owned()
}

#[verify_token(auth = Token)]
fn token(token: &str) -> Option<String> {
    (token == "token").then(|| "john".to_owned())
}

#[get_user_roles(auth = [Basic, Hashed, Token])]
fn user(user: &str, _: HeaderMap) -> Vec<String> {
    vec![user.to_owned()]
}

#[generate_nonce(auth = Digest)]
fn parts() -> String {
    "nonce".to_owned()
}

#[verify_nonce(auth = Digest)]
fn value(nonce: &str) -> bool {
    nonce == "nonce"
}

#[generate_opaque(auth = Digest)]
fn state(_: HeaderMap) -> String {
    "opaque".to_owned()
}

#[verify_opaque(auth = Digest)]
fn arguments(opaque: &str) -> bool {
    opaque == "opaque"
}

#[error_handler(auth = [Basic, Hashed])]
fn error(status: StatusCode, _: HeaderMap) -> String {
    status.to_string()
}

#[error_handler(auth = Token)]
fn answer() -> &'static str {
    "answer"
}

#[error_handler(auth = Digest)]
fn rejection() -> &'static str {
    "rejection"
}

/// Handlers in a module of their own, where their names do not meet those of the callbacks.
mod handlers {
    use super::*;

    #[login_required(auth = Basic, role = "john")]
    pub(super) async fn guard(_: HeaderMap, user: CurrentUser<String>) -> String {
        format!("guard {user}")
    }

    #[login_required(auth = Hashed, role = "john")]
    pub(super) async fn user(user: CurrentUser<String>) -> String {
        format!("user {user}")
    }

    #[login_required(auth = Token, role = "john")]
    pub(super) async fn response(user: CurrentUser<String>) -> String {
        format!("response {user}")
    }

    #[login_required(auth = Digest)]
    pub(super) async fn argument0(_: HeaderMap) -> String {
        String::new()
    }
}

#[tokio::test]
async fn any_name_will_do() {
    let app = Router::new()
        .route("/guard", get(handlers::guard))
        .route("/user", get(handlers::user))
        .route("/response", get(handlers::response))
        .route("/argument0", get(handlers::argument0));
    let basic = |path| Call::get(path).basic("john", "hello");
    basic("/guard").send(&app).await.assert_ok("guard john");
    basic("/user").send(&app).await.assert_ok("user john");
    let bearer = Call::get("/response").bearer("token");
    bearer.send(&app).await.assert_ok("response john");
    let refused = Call::get("/argument0").send(&app).await;
    assert_eq!(
        (refused.status, &*refused.body),
        (StatusCode::UNAUTHORIZED, "rejection")
    );
    let challenge = *refused.challenges().first().unwrap();
    assert!(
        challenge.contains(r#"nonce="nonce", opaque="opaque""#),
        "{challenge}"
    );
}
