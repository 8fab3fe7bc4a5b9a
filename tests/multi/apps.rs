//! A multi object of all schemes, each member with callbacks and a state of its own.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::any;
use httpauth::{
    CurrentUser, basic_auth, digest_auth, get_password, get_user_roles, login_required, multi_auth,
    token_auth, verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Seen};

pub(crate) const BASIC: &str = r#"Basic realm="B", charset="UTF-8""#;
pub(crate) const BEARER: &str = r#"Bearer realm="T""#;
pub(crate) const KEY: &str = r#"ApiKey realm="K""#;

/// The members' part of the router's state, which is the same record by two types.
#[derive(Clone, Default)]
pub(crate) struct AppState {
    pub(crate) seen: Seen,
}

/// The state of the token's objects, a part of the router's.
#[derive(Clone)]
pub(crate) struct Tokens(pub(crate) Seen);

impl FromRef<AppState> for Tokens {
    fn from_ref(state: &AppState) -> Self {
        Self(state.seen.clone())
    }
}

impl FromRef<Tokens> for Seen {
    fn from_ref(tokens: &Tokens) -> Self {
        tokens.0.clone()
    }
}

impl FromRef<AppState> for Seen {
    fn from_ref(state: &AppState) -> Self {
        state.seen.clone()
    }
}

#[digest_auth(realm = "D", state = AppState)]
pub(crate) struct Digest;

#[token_auth(realm = "T", state = Tokens)]
pub(crate) struct Bearer;

#[token_auth(realm = "K", header = "X-API-Key", scheme = "ApiKey", state = Tokens)]
pub(crate) struct Key;

#[basic_auth(realm = "B", state = AppState)]
pub(crate) struct Basic;

#[multi_auth(Digest, Bearer, Key, Basic)]
pub(crate) struct Auth;

#[multi_auth(Bearer, Key)]
pub(crate) struct Machines;

/// A multi object is a member like any other.
#[multi_auth(Machines, Basic)]
pub(crate) struct Nested;

/// A multi object that is not asked where somebody says who he is.
#[multi_auth(Basic, Machines)]
pub(crate) struct HumansFirst;

#[get_password(auth = Digest)]
fn digest_password(
    username: &str,
    State(seen): State<Seen>,
) -> Result<Option<&'static str>, StatusCode> {
    seen.record(format!("digest {username}"));
    match username {
        "john" => Ok(Some("hello")),
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(None),
    }
}

#[verify_password(auth = Basic)]
async fn verify_password(
    username: &str,
    password: &str,
    State(seen): State<Seen>,
) -> Result<bool, StatusCode> {
    seen.record(format!("basic {username}"));
    match username {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(password == "hello"),
    }
}

#[verify_token(auth = [Bearer, Key])]
async fn verify_token(token: &str, State(seen): State<Seen>) -> Result<Option<String>, StatusCode> {
    seen.record(format!("token {token}"));
    match token {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(token.strip_prefix("of-").map(str::to_owned)),
    }
}

/// Makes John an admin by password and by Digest. A machine is an admin by token.
#[get_user_roles(auth = [Digest, Basic])]
fn human_roles(_: &str, State(seen): State<Seen>) -> Vec<String> {
    seen.record("roles of humans");
    vec!["admin".to_owned()]
}

#[get_user_roles(auth = [Bearer, Key])]
fn machine_roles(user: &str, State(seen): State<Seen>) -> Result<&'static str, StatusCode> {
    seen.record("roles of machines");
    match user {
        "nobody" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok("machine"),
    }
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(optional)]
async fn optional(user: Option<CurrentUser<String>>) -> String {
    format!(
        "Hello, {}!",
        user.map_or("nobody".to_owned(), |user| user.0)
    )
}

#[login_required(role = "admin")]
async fn admin(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Nested)]
async fn nested(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Nested, role = "machine")]
async fn nested_machine(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// The fields that a log may not show.
#[login_required(auth = HumansFirst)]
async fn sensitive(headers: HeaderMap) -> String {
    let hidden = headers.iter().filter(|(_, value)| value.is_sensitive());
    let names: Vec<_> = hidden.map(|(name, _)| name.as_str()).collect();
    names.join(";")
}

/// The routes, and what their callbacks saw.
pub(crate) struct App {
    pub(crate) router: Router,
    pub(crate) seen: Seen,
}

impl App {
    pub(crate) fn new() -> Self {
        let state = AppState::default();
        let seen = state.seen.clone();
        let router = Router::new()
            .route("/", any(index))
            .route("/optional", any(optional))
            .route("/admin", any(admin))
            .route("/nested", any(nested))
            .route("/nested/machine", any(nested_machine))
            .route("/sensitive", any(sensitive))
            .with_state(state);
        Self { router, seen }
    }

    /// Returns the answer to `call`, whose callbacks saw this and no more.
    pub(crate) async fn send(&self, call: Call, saw: &[&str]) -> Answer {
        let text = format!("{call:?}");
        let answer = call.send(&self.router).await;
        assert_eq!(self.seen.take(), saw, "{text}");
        answer
    }
}
