//! The guarded routes that the cases are put to, and the record of what their callbacks and their nonce store saw.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::any;
use httpauth::{CurrentUser, Reason, digest_auth, get_password, get_user_roles, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Answer, Call, Seen};

use crate::store::Store;

/// The state of the router.
#[derive(Clone, Default)]
pub(crate) struct AppState {
    pub(crate) seen: Seen,
    pub(crate) store: Store,
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

/// The default algorithms, with the store that the tests control.
#[digest_auth(realm = "Staff only", nonces = Store, state = AppState)]
pub(crate) struct Auth;

#[digest_auth(
    realm = "Staff only",
    algorithm = ["SHA-512-256-sess", "SHA-512-256", "SHA-256-sess", "SHA-256", "MD5-sess", "MD5"],
    nonces = Store,
    state = AppState,
)]
struct All;

#[digest_auth(realm = "Staff only", algorithm = "SHA-256", nonces = Store, state = AppState)]
struct Strong;

#[digest_auth(realm = "Elsewhere", nonces = Store, state = AppState)]
struct Elsewhere;

#[digest_auth(realm = "Staff only", algorithm = "MD5", qop = "none", nonces = Store, state = AppState)]
struct Legacy;

/// Knows john, his sister, whose name is not ASCII, and a user without a password. Fails for `down`.
#[get_password(auth = [Auth, All, Strong, Elsewhere, Legacy])]
async fn get_password(
    username: &str,
    State(seen): State<Seen>,
) -> Result<Option<&'static str>, StatusCode> {
    seen.record(username);
    match username {
        "john" | "J\u{e4}s\u{f8}n" => Ok(Some("hello")),
        "nopassword" => Ok(Some("")),
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(None),
    }
}

#[get_user_roles]
fn get_user_roles(username: &str, State(seen): State<Seen>) -> String {
    seen.record(format!("roles of {username}"));
    username.to_owned()
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
async fn admin() {}

#[login_required(role = "john")]
async fn johns(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = All)]
async fn all(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Strong)]
async fn strong(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Elsewhere)]
async fn elsewhere(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Legacy)]
async fn legacy(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// The routes, for any method, and what was seen.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) router: Router,
    pub(crate) seen: Seen,
    pub(crate) store: Store,
}

impl App {
    pub(crate) fn new() -> Self {
        Self::with(Store::default())
    }

    pub(crate) fn with(store: Store) -> Self {
        let seen = Seen::default();
        let state = AppState {
            seen: seen.clone(),
            store: store.clone(),
        };
        let router = Router::new()
            .route("/", any(index))
            .route("/optional", any(optional))
            .route("/admin", any(admin))
            .route("/johns", any(johns))
            .route("/all", any(all))
            .route("/strong", any(strong))
            .route("/elsewhere", any(elsewhere))
            .route("/legacy", any(legacy))
            .nest(
                "/api",
                Router::new().nest("/v1", Router::new().route("/job/{id}", any(index))),
            )
            .with_state(state);
        Self {
            router,
            seen,
            store,
        }
    }

    /// Returns the answer to `GET path` with these credentials.
    pub(crate) async fn get(&self, path: &str, credentials: &Credentials) -> Answer {
        let call = Call::get(path).authorization(credentials.header());
        call.send(&self.router).await
    }

    /// Returns the challenge of a path for an algorithm.
    pub(crate) async fn challenge(&self, path: &str, algorithm: &str) -> Challenge {
        let answer = Call::get(path).send(&self.router).await;
        let challenge = Challenge::of(&answer, algorithm);
        self.saw(&[]);
        challenge
    }

    /// Returns the first credentials of john for `GET path`, over a new nonce.
    pub(crate) async fn john(&self, path: &str, algorithm: &str) -> Credentials {
        let challenge = self.challenge(path, algorithm).await;
        Credentials::new(&challenge, "john", "hello", path)
    }

    /// Returns John's first credentials for `/` with SHA-256.
    pub(crate) async fn johns_first(&self) -> Credentials {
        self.john("/", "SHA-256").await
    }

    /// Asserts what the callbacks saw, and which counts the store was asked for, in order.
    #[track_caller]
    pub(crate) fn saw(&self, calls: &[&str]) {
        let claims = self.store.take_claims();
        let seen = self.seen.take().into_iter().chain(claims);
        assert_eq!(seen.collect::<Vec<_>>(), calls, "callbacks, then claims");
    }

    /// Asserts that john passes with one look-up and one claim.
    pub(crate) async fn passes(&self, path: &str, credentials: &Credentials) {
        let answer = self.get(path, credentials).await;
        answer.assert_ok("Hello, john!");
        let nc = String::from_utf8_lossy(credentials.get("nc")).to_lowercase();
        self.saw(&["john", &format!("claim {nc}")]);
    }

    /// Asserts that credentials for `/` are refused after these calls.
    pub(crate) async fn refuses(&self, credentials: &Credentials, reason: Reason, calls: &[&str]) {
        let answer = self.get("/", credentials).await;
        assert_refused(&answer, reason);
        self.saw(calls);
    }
}

/// Asserts the answer of `/` that refuses for `reason`, with both challenges and `stale=true` where it belongs.
#[track_caller]
pub(crate) fn assert_refused(answer: &Answer, reason: Reason) {
    let challenges = answer.challenges();
    let nonce = Challenge::parse(challenges[0]).unwrap();
    let (nonce, opaque) = (nonce.get("nonce").unwrap(), nonce.get("opaque").unwrap());
    assert_eq!((nonce.len(), opaque.len()), (40, 22));
    let stale = if reason == Reason::Stale {
        ", stale=true"
    } else {
        ""
    };
    let expected = ["SHA-256", "MD5"].map(|algorithm| {
        format!(
            "Digest realm=\"Staff only\", nonce=\"{nonce}\", opaque=\"{opaque}\", algorithm={algorithm}, \
             qop=\"auth\", charset=UTF-8{stale}"
        )
    });
    answer.assert_refused(reason, &expected.each_ref().map(String::as_str));
    assert_eq!(answer.values("authentication-info"), [""; 0]);
}
