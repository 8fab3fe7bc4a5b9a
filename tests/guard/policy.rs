//! Policies that are laid over whole routers and services.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::get;
use httpauth::{
    CurrentUser, Reason, basic_auth, get_user_roles, guard, login_required, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::{Answer, Call, Seen};
use tower_http::services::ServeDir;

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(username: &str, password: &str) -> bool {
    !username.is_empty() && password == "hello"
}

#[get_user_roles]
fn get_user_roles(username: &str) -> &str {
    username
}

#[login_required(role = "admin")]
struct AdminsOnly;

#[login_required(optional)]
struct Anybody;

async fn index(user: CurrentUser<String>) -> String {
    user.0
}

async fn optional(user: Option<CurrentUser<String>>) -> String {
    format!("{user:?}")
}

async fn ask(app: &Router, path: &str, username: &str) -> Answer {
    Call::get(path).basic(username, "hello").send(app).await
}

#[tokio::test]
async fn a_policy_over_a_router() {
    let app = Router::new()
        .route("/", get(index))
        .route("/unguarded", get(async || "no user is asked for here"))
        .layer(guard(AdminsOnly));
    for path in ["/", "/unguarded", "/unknown"] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        let answer = ask(&app, path, "john").await;
        answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
    }
    ask(&app, "/", "admin").await.assert_ok("admin");
    let answer = ask(&app, "/unguarded", "admin").await;
    answer.assert_ok("no user is asked for here");
}

/// An auth object is a policy by itself, which admits all its users.
#[tokio::test]
async fn an_auth_object_over_a_router() {
    let app = Router::new().route("/", get(index)).layer(guard(Auth));
    let answer = Call::get("/").send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    ask(&app, "/", "john").await.assert_ok("john");
}

#[tokio::test]
async fn an_optional_policy_over_a_router() {
    let app = Router::new()
        .route("/", get(optional))
        .route("/user", get(index))
        .layer(guard(Anybody));
    Call::get("/").send(&app).await.assert_ok("None");
    let answer = ask(&app, "/", "john").await;
    answer.assert_ok("Some(CurrentUser(\"john\"))");
    let answer = Call::get("/").basic("john", "wrong").send(&app).await;
    answer.assert_refused(Reason::Invalid, &[CHALLENGE]);
    // A handler that wants a user behind a guard that may have none is a mistake in the routes.
    let answer = Call::get("/user").send(&app).await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "");
}

#[tokio::test]
async fn a_policy_over_a_service_that_is_no_handler() {
    let files = ServeDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/guard"));
    let app: Router = Router::new().fallback_service(files).layer(guard(Auth));
    for path in ["/policy.rs", "/none.rs", "/%2e%2e/Cargo.toml"] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    }
    let answer = ask(&app, "/policy.rs", "john").await;
    answer.assert_ok(include_str!("policy.rs"));
    assert_eq!(
        ask(&app, "/none.rs", "john").await.status,
        StatusCode::NOT_FOUND
    );
}

/// A layer is laid over the routes that were added before it. This is axum's rule, and the reason to prefer guards on
/// handlers.
#[tokio::test]
async fn a_layer_guards_what_was_added_before_it() {
    let inner = Router::new().route("/merged", get(async || "in"));
    let app = Router::new()
        .route("/before", get(async || "in"))
        .layer(guard(Auth))
        .route("/after", get(async || "in"))
        .merge(inner);
    let answer = Call::get("/before").send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    Call::get("/after").send(&app).await.assert_ok("in");
    Call::get("/merged").send(&app).await.assert_ok("in");
}

/// A guard on a handler goes with it, wherever it is merged or nested.
#[tokio::test]
async fn a_guarded_handler_is_guarded_wherever_it_is_nested() {
    #[login_required(role = "admin")]
    async fn handler() -> &'static str {
        "in"
    }
    let inner = || Router::new().route("/inner", get(handler));
    let app = Router::new()
        .merge(inner())
        .nest("/outer", inner())
        .nest("/{any}/deep", inner());
    for path in ["/inner", "/outer/inner", "/x/deep/inner"] {
        let answer = Call::get(path).send(&app).await;
        answer.assert_refused(Reason::Missing, &[CHALLENGE]);
        ask(&app, path, "admin").await.assert_ok("in");
    }
}

#[token_auth(header = "x-key")]
struct Key;

#[verify_token(auth = Key)]
fn verify_token(token: &str) -> Option<String> {
    Some(format!("the holder of {token}"))
}

/// Case 119: both objects' users are `String`s, and yet the outer object's is not the inner object's.
#[tokio::test]
async fn case_119_the_user_is_the_one_of_the_innermost_guard() {
    let app = Router::new()
        .route("/", get(optional))
        .layer(guard(Anybody))
        .layer(guard(Key));
    let call = || Call::get("/").header("x-key", "k");
    let answer = call().basic("john", "hello").send(&app).await;
    answer.assert_ok("Some(CurrentUser(\"john\"))");
    call().send(&app).await.assert_ok("None");
}

/// A router's state, and a part of it that an auth object asks for.
#[derive(Clone, Default)]
struct AppState {
    seen: Seen,
}

impl FromRef<AppState> for Seen {
    fn from_ref(state: &AppState) -> Self {
        state.seen.clone()
    }
}

mod stateful {
    use super::*;

    #[basic_auth(state = Seen)]
    pub(super) struct Auth;

    #[verify_password]
    fn verify_password(username: &str, _: &str, State(seen): State<Seen>) -> bool {
        seen.record(username);
        true
    }

    #[login_required]
    pub(super) async fn index(State(state): State<AppState>) -> String {
        state.seen.take().join(" ")
    }
}

#[tokio::test]
async fn a_state_is_taken_from_the_routers_by_from_ref() {
    let state = AppState::default();
    let app = Router::new()
        .route("/", get(stateful::index))
        .with_state(state.clone());
    ask(&app, "/", "john").await.assert_ok("john");
    let layer = guard(stateful::Auth).with_state(state.clone());
    let app = Router::new().route("/", get(index)).layer(layer);
    ask(&app, "/", "john").await.assert_ok("john");
    state.seen.assert(&["john"]);
}
