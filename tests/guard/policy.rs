//! Policies that are laid over whole routers and services.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{Extensions, StatusCode};
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

/// Policies that are named by handlers and by each other, of an object that records its calls.
mod named {
    use httpauth::permission;

    use super::*;

    #[basic_auth(state = Seen)]
    pub(super) struct Auth;

    #[verify_password]
    fn verify_password(username: &str, _: &str) -> bool {
        !username.is_empty()
    }

    /// Answers the words of the username as roles.
    #[get_user_roles]
    fn get_user_roles(username: &str, State(seen): State<Seen>) -> Vec<String> {
        seen.record("roles");
        username.split(' ').map(str::to_owned).collect()
    }

    #[permission]
    fn is_short(username: &str, State(seen): State<Seen>) -> bool {
        seen.record("is_short");
        username.len() < 15
    }

    #[login_required(role = "staff")]
    pub(super) struct Staff;

    #[login_required(policy = Staff, role = "admin")]
    pub(super) struct Admins;

    #[login_required(policy = Admins, permission = is_short)]
    pub(super) struct ShortAdmins;

    #[login_required(role = "staff", optional)]
    pub(super) struct Visitors;

    #[login_required(policy = Visitors)]
    pub(super) struct Same;

    #[login_required(policy = super::named::Staff)]
    pub(super) async fn staff(user: CurrentUser<String>) -> String {
        user.0
    }

    #[login_required(policy = Admins)]
    pub(super) async fn admins() {}

    #[login_required(policy = ShortAdmins)]
    pub(super) async fn short_admins() {}

    #[login_required(policy = Visitors)]
    pub(super) async fn visitors(user: Option<CurrentUser<String>>) -> String {
        user.map_or("nobody".to_owned(), |user| user.0)
    }

    #[login_required(policy = Same, extensions)]
    pub(super) async fn same(extensions: Extensions) -> String {
        format!("{:?}", extensions.get::<CurrentUser<String>>())
    }
}

/// A handler that names a policy is guarded by its object and its rule. A policy of another one has both rules.
#[tokio::test]
async fn a_rule_with_a_name() {
    let seen = Seen::default();
    let app = Router::new()
        .route("/staff", get(named::staff))
        .route("/admins", get(named::admins))
        .route("/short", get(named::short_admins))
        .route("/visitors", get(named::visitors))
        .with_state(seen.clone());
    for (path, user, status, asked) in [
        ("/staff", "staff", 200, &["roles"][..]),
        ("/staff", "admin", 403, &["roles"]),
        ("/admins", "staff admin", 200, &["roles", "roles"]),
        ("/admins", "admin", 403, &["roles"]),
        ("/admins", "staff", 403, &["roles", "roles"]),
        (
            "/short",
            "staff admin",
            200,
            &["roles", "roles", "is_short"],
        ),
        (
            "/short",
            "staff admin and more",
            403,
            &["roles", "roles", "is_short"],
        ),
        ("/visitors", "staff", 200, &["roles"]),
        ("/visitors", "admin", 403, &["roles"]),
    ] {
        assert_eq!(ask(&app, path, user).await.status, status, "{path} {user}");
        assert_eq!(seen.take(), asked, "{path} {user}");
    }
    Call::get("/visitors").send(&app).await.assert_ok("nobody");
    Call::get("/staff")
        .send(&app)
        .await
        .assert_refused(Reason::Missing, &[CHALLENGE]);
}

/// A policy that is built of another one is a layer as any other.
#[tokio::test]
async fn a_layer_with_two_rules() {
    let layer = guard(named::Admins).with_state(Seen::default());
    let app = Router::new().route("/", get(index)).layer(layer);
    for (user, status) in [("staff admin", 200), ("staff", 403), ("admin", 403)] {
        assert_eq!(ask(&app, "/", user).await.status, status, "{user}");
    }
}

/// A policy of another one and nothing else has its rule, `optional` too. A handler may publish the user all the same.
#[tokio::test]
async fn a_policy_may_be_another_one_by_another_name() {
    let seen = Seen::default();
    let app = Router::new().route("/", get(named::same)).with_state(seen);
    Call::get("/").send(&app).await.assert_ok("None");
    let answer = ask(&app, "/", "staff").await;
    answer.assert_ok("Some(CurrentUser(\"staff\"))");
    let answer = ask(&app, "/", "admin").await;
    answer.assert_refused(Reason::Forbidden, &[CHALLENGE]);
}
