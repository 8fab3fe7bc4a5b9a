//! The guarded routes that the cases are put to, and the record of what their callbacks saw.

use axum::Router;
use axum::extract::State;
use axum::routing::any;
use httpauth::{
    CurrentUser, Reason, basic_auth, get_user_roles, login_required, token_auth, verify_password,
    verify_token,
};
use httpauth_tests::{Answer, Call, Seen};

/// The challenge of [`Basic`].
pub(crate) const BASIC: &str = r#"Basic realm="Staff only", charset="UTF-8""#;
/// The challenge of [`Bearer`].
pub(crate) const BEARER: &str = r#"Bearer realm="Staff only""#;
/// The challenge of [`Bearer`] to a token that is not valid.
pub(crate) const INVALID_TOKEN: &str = r#"Bearer realm="Staff only", error="invalid_token""#;
/// The challenge of [`Key`].
pub(crate) const KEY: &str = r#"ApiKey realm="Staff only""#;

#[basic_auth(realm = "Staff only", state = Seen)]
pub(crate) struct Basic;

#[token_auth(realm = "Staff only", state = Seen)]
pub(crate) struct Bearer;

#[token_auth(scheme = "ApiKey", header = "X-API-Key", realm = "Staff only", state = Seen)]
pub(crate) struct Key;

/// Knows john, anybody who says `sesame`, and records what it sees.
#[verify_password(auth = Basic)]
fn verify_password(username: &str, password: &str, State(seen): State<Seen>) -> Option<String> {
    seen.record(format!("{username}:{password}"));
    let known = (username, password) == ("john", "hello") || password == "sesame";
    known.then(|| username.to_owned())
}

/// Knows the tokens that begin with `token`. The rest of a token is its user.
#[verify_token(auth = [Bearer, Key])]
fn verify_token(token: &str, State(seen): State<Seen>) -> Option<String> {
    seen.record(token);
    token.strip_prefix("token").map(str::to_owned)
}

/// Returns the words of the username between its dots, which are the roles.
#[get_user_roles(auth = [Basic, Bearer, Key])]
fn get_user_roles(username: &str, State(seen): State<Seen>) -> Vec<String> {
    seen.record(format!("roles of {username}"));
    username.split('.').map(str::to_owned).collect()
}

#[login_required(auth = Basic)]
async fn basic(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Bearer)]
async fn bearer(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Key)]
async fn key(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Basic, optional)]
async fn basic_optional(user: Option<CurrentUser<String>>) -> String {
    format!("Hello, {}!", name(user))
}

#[login_required(auth = Bearer, optional)]
async fn bearer_optional(user: Option<CurrentUser<String>>) -> String {
    format!("Hello, {}!", name(user))
}

#[login_required(auth = Key, optional)]
async fn key_optional(user: Option<CurrentUser<String>>) -> String {
    format!("Hello, {}!", name(user))
}

#[login_required(auth = Basic, role = "admin")]
async fn basic_admin(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Bearer, role = ["admin", ["editor", "chief"]])]
async fn bearer_admin(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Key, role = "admin")]
async fn key_admin(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

#[login_required(auth = Basic, role = "admin", optional)]
async fn basic_optional_admin(user: Option<CurrentUser<String>>) -> String {
    format!("Hello, {}!", name(user))
}

fn name(user: Option<CurrentUser<String>>) -> String {
    user.map_or_else(|| "nobody".to_owned(), |user| user.0)
}

/// The routes, for any method, and what their callbacks saw.
pub(crate) struct App {
    pub(crate) router: Router,
    pub(crate) seen: Seen,
}

impl App {
    pub(crate) fn new() -> Self {
        let seen = Seen::default();
        let router = Router::new()
            .route("/basic", any(basic))
            .route("/bearer", any(bearer))
            .route("/key", any(key))
            .route("/basic/optional", any(basic_optional))
            .route("/bearer/optional", any(bearer_optional))
            .route("/key/optional", any(key_optional))
            .route("/basic/admin", any(basic_admin))
            .route("/bearer/admin", any(bearer_admin))
            .route("/key/admin", any(key_admin))
            .route("/basic/optional/admin", any(basic_optional_admin))
            .with_state(seen.clone());
        Self { router, seen }
    }

    /// Returns the answer to `call`.
    pub(crate) async fn send(&self, call: Call) -> Answer {
        call.send(&self.router).await
    }

    /// Asserts that `call` is refused before any callback.
    pub(crate) async fn refuses(&self, call: Call, reason: Reason, challenge: &str) {
        let text = format!("{call:?}");
        let answer = self.send(call).await;
        answer.assert_refused(reason, &[challenge]);
        assert_eq!(
            self.seen.take(),
            [""; 0],
            "no callback was called for {text}"
        );
    }

    /// Asserts that `call` is refused by a callback, which saw this.
    pub(crate) async fn refuses_after(&self, call: Call, saw: &str, challenge: &str) {
        let answer = self.send(call).await;
        answer.assert_refused(Reason::Invalid, &[challenge]);
        self.seen.assert(&[saw]);
    }

    /// Asserts that `call` passes as `user`, whose credentials the callback saw like this.
    pub(crate) async fn passes(&self, call: Call, saw: &str, user: &str) {
        let answer = self.send(call).await;
        answer.assert_ok(&format!("Hello, {user}!"));
        self.seen.assert(&[saw]);
    }
}
