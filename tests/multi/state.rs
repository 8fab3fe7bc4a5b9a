//! A multi object with a state, which its own error handler may ask for.

use axum::extract::{FromRef, OriginalUri, State};
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{
    AuthError, CurrentUser, basic_auth, error_handler, guard, login_required, multi_auth,
    token_auth, verify_password, verify_token,
};
use httpauth_tests::{Answer, Call};

/// The state of the object.
#[derive(Clone)]
struct Tenant(&'static str);

/// The state of one of its members.
#[derive(Clone)]
struct Password(&'static str);

impl FromRef<Tenant> for Password {
    fn from_ref(tenant: &Tenant) -> Self {
        Self(tenant.0)
    }
}

/// The router's state.
#[derive(Clone)]
struct AppState;

impl FromRef<AppState> for Tenant {
    fn from_ref(_: &AppState) -> Self {
        Self("acme")
    }
}

#[basic_auth(state = Password)]
struct Basic;

#[token_auth]
struct Token;

#[multi_auth(Basic, Token, state = Tenant)]
struct Auth;

#[token_auth(header = "x-key", scheme = "ApiKey")]
struct Key;

/// The object with a state is a member of another, whose state has the same.
#[multi_auth(Key, Auth, state = AppState)]
struct Outer;

#[verify_password(auth = Basic)]
fn verify_password(_: &str, password: &str, State(own): State<Password>) -> bool {
    password == own.0
}

#[verify_token(auth = [Token, Key])]
fn verify_token(token: &str) -> Option<String> {
    (token == "t").then(|| "a machine".to_owned())
}

#[error_handler]
async fn error_handler(
    error: AuthError,
    State(tenant): State<Tenant>,
    OriginalUri(uri): OriginalUri,
) -> String {
    format!("{} {uri} {error}", tenant.0)
}

#[error_handler(auth = Outer)]
fn outer_error_handler(_: StatusCode, State(AppState): State<AppState>) -> &'static str {
    "outer"
}

#[login_required]
async fn index(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(auth = Outer)]
async fn outer(user: CurrentUser<String>) -> String {
    user.0
}

async fn plain(user: CurrentUser<String>) -> String {
    user.0
}

/// Returns routers with the guard by a handler, by a layer, and within another object.
fn apps() -> [Router; 3] {
    let routes = || Router::new().route("/outer", get(outer));
    [
        Router::new()
            .route("/", get(index))
            .merge(routes())
            .with_state(AppState),
        Router::new()
            .route("/", get(plain))
            .layer(guard(Auth).with_state(AppState))
            .merge(routes().with_state(AppState)),
        Router::new()
            .route("/", get(plain))
            .layer(guard(Auth).with_state(Tenant("acme")))
            .merge(routes().with_state(AppState)),
    ]
}

#[track_caller]
fn assert_says(answer: &Answer, body: &str, challenges: usize) {
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::UNAUTHORIZED, body)
    );
    assert_eq!(answer.challenges().len(), challenges);
}

#[tokio::test]
async fn an_error_handler_of_a_multi_object_takes_its_state() {
    for app in apps() {
        let answer = Call::get("/").send(&app).await;
        assert_says(&answer, "acme / the request has no credentials", 2);
        let answer = Call::get("/?a=b").authorization("Other x").send(&app).await;
        assert_says(
            &answer,
            "acme /?a=b the credentials are of another scheme",
            2,
        );
        // The members' answers are their own.
        let answer = Call::get("/").basic("john", "wrong").send(&app).await;
        assert_says(&answer, "Unauthorized Access", 1);
        let answer = Call::get("/outer").send(&app).await;
        assert_says(&answer, "outer", 3);
        let answer = Call::get("/outer").basic("john", "wrong").send(&app).await;
        assert_says(&answer, "Unauthorized Access", 1);
    }
}

/// The members' states are taken from the object's, which is taken from the router's.
#[tokio::test]
async fn the_members_states_are_taken_from_it() {
    for app in apps() {
        for path in ["/", "/outer"] {
            let call = Call::get(path).basic("john", "acme");
            call.send(&app).await.assert_ok("john");
            Call::get(path)
                .bearer("t")
                .send(&app)
                .await
                .assert_ok("a machine");
        }
        let call = Call::get("/outer").header("x-key", "t");
        call.send(&app).await.assert_ok("a machine");
    }
}
