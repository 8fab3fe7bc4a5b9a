//! The guards that are attacked. Their callbacks know a user by little, so that a fuzzer finds the way in.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::num::NonZeroU32;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRef, State};
use axum::routing::any;
use httpauth::digest::{Claim, Nonce, NonceKey, NonceStore};
use httpauth::{
    CurrentUser, basic_auth, digest_auth, get_password, get_user_roles, login_required, multi_auth,
    token_auth, verify_password, verify_token,
};

use super::Guarded;
use crate::Seen;

/// A nonce store whose clock the harness turns.
#[derive(Clone, Debug, Default)]
pub(super) struct Store(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    now: Duration,
    used: BTreeSet<(u128, NonZeroU32)>,
}

impl Store {
    /// Forgets all.
    fn reset(&self) {
        *self.0.lock().unwrap() = Inner::default();
    }

    /// Turns the clock forward.
    pub(super) fn advance(&self, by: Duration) {
        self.0.lock().unwrap().now += by;
    }

    /// Returns how many counts were ever used.
    pub(super) fn used(&self) -> usize {
        self.0.lock().unwrap().used.len()
    }
}

impl NonceStore for Store {
    type Error = Infallible;

    fn key(&self) -> Result<&NonceKey, Infallible> {
        static KEY: LazyLock<NonceKey> =
            LazyLock::new(|| NonceKey::from_secret(b"known to the harness").unwrap());
        Ok(&KEY)
    }

    fn now(&self) -> Duration {
        self.0.lock().unwrap().now
    }

    async fn claim(&self, nonce: &Nonce, nc: NonZeroU32) -> Result<Claim, Infallible> {
        let is_new = self.0.lock().unwrap().used.insert((nonce.id(), nc));
        Ok(if is_new {
            Claim::Accepted
        } else {
            Claim::Replayed
        })
    }
}

#[derive(Clone, Debug, Default)]
struct AppState {
    seen: Seen,
    store: Store,
}

impl FromRef<AppState> for Seen {
    fn from_ref(state: &AppState) -> Self {
        state.seen.clone()
    }
}

impl FromRef<AppState> for Store {
    fn from_ref(state: &AppState) -> Self {
        state.store.clone()
    }
}

#[basic_auth(realm = "B", state = AppState)]
struct Basic;

#[token_auth(realm = "T", state = AppState)]
struct Bearer;

#[token_auth(realm = "K", header = "X-API-Key", scheme = "ApiKey", state = AppState)]
struct Key;

#[digest_auth(
    realm = "a \"quoted\" realm",
    algorithm = ["SHA-512-256-sess", "SHA-512-256", "SHA-256-sess", "SHA-256", "MD5-sess", "MD5"],
    nonces = Store,
    state = AppState,
)]
struct All;

#[digest_auth(realm = "D", algorithm = "SHA-256", nonces = Store, state = AppState)]
struct Strong;

#[digest_auth(realm = "D", algorithm = "MD5", qop = "none", nonces = Store, state = AppState)]
struct Legacy;

#[multi_auth(Strong, Bearer, Key, Basic)]
struct Multi;

/// Lets anybody in who has the [`PASSWORD`](super::template::PASSWORD).
#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str, State(seen): State<Seen>) -> bool {
    seen.record(format!("{username}:{password}"));
    password == super::template::PASSWORD
}

/// Accepts a token that begins with `of-`. The rest is the user.
#[verify_token(auth = [Bearer, Key])]
fn verify_token(token: &str, State(seen): State<Seen>) -> Option<String> {
    seen.record(token);
    token.strip_prefix("of-").map(str::to_owned)
}

/// Returns the password, which is the same for all but one user who has an empty one. `nobody` has none.
#[get_password(auth = [All, Strong, Legacy])]
fn get_password(username: &str, State(seen): State<Seen>) -> Option<&'static str> {
    seen.record(username);
    super::template::password(username)
}

/// Returns the user's only role, which is his name.
#[get_user_roles(auth = Basic)]
fn get_user_roles(username: &str) -> String {
    username.to_owned()
}

/// Declares handlers that say hello, each behind its own guard.
macro_rules! handlers {
    ($($name:ident $auth:ident,)+) => {$(
        #[login_required(auth = $auth)]
        async fn $name(user: CurrentUser<String>) -> String {
            format!("Hello, {user}!")
        }
    )+};
}

handlers! {
    basic Basic,
    bearer Bearer,
    key Key,
    all All,
    strong Strong,
    legacy Legacy,
    multi Multi,
}

#[login_required(auth = Basic, optional)]
async fn optional_basic(user: Option<CurrentUser<String>>) -> String {
    hello(user)
}

#[login_required(auth = Basic, role = "admin")]
async fn admin(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Bearer, optional)]
async fn optional_bearer(user: Option<CurrentUser<String>>) -> String {
    hello(user)
}

#[login_required(auth = Multi, optional)]
async fn optional_multi(user: Option<CurrentUser<String>>) -> String {
    hello(user)
}

fn hello(user: Option<CurrentUser<String>>) -> String {
    let user = user.map_or_else(|| "stranger".to_owned(), |user| user.0);
    format!("Hello, {user}!")
}

/// Returns the guarded routes, and the store of the Digest objects.
fn app() -> (Guarded, Store) {
    let state = AppState::default();
    let (seen, store) = (state.seen.clone(), state.store.clone());
    let router = Router::new()
        .route("/basic", any(basic))
        .route("/basic/optional", any(optional_basic))
        .route("/basic/admin", any(admin))
        .route("/bearer", any(bearer))
        .route("/bearer/optional", any(optional_bearer))
        .route("/key", any(key))
        .route("/multi", any(multi))
        .route("/multi/optional", any(optional_multi))
        .nest("/all", Router::new().fallback(any(all)))
        .nest("/strong", Router::new().fallback(any(strong)))
        .nest("/legacy", Router::new().fallback(any(legacy)))
        .with_state(state);
    (Guarded { router, seen }, store)
}

/// Asks this thread's guards, which remember nothing of those who asked before.
pub(super) fn with_app(ask: impl FnOnce(&Guarded, &Store)) {
    thread_local! {
        static APP: (Guarded, Store) = app();
    }
    APP.with(|(app, store)| {
        store.reset();
        app.seen.take();
        ask(app, store);
    });
}
