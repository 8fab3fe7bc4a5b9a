//! The ways of the user to a handler, by the guard and by the request's extensions.

use axum::Router;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use axum::routing::get;
use httpauth::{CurrentUser, NoCurrentUser, basic_auth, login_required, verify_password};
use httpauth_tests::Call;

#[basic_auth]
struct Auth;

#[derive(Clone)]
struct User {
    name: String,
}

#[verify_password]
fn verify_password(username: &str, password: &str) -> Option<User> {
    (password == "hello").then(|| User {
        name: username.to_owned(),
    })
}

/// An extractor of the program's own, which wants to know the user.
struct Greeting(String);

impl<S: Send + Sync> FromRequestParts<S> for Greeting {
    type Rejection = NoCurrentUser;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, NoCurrentUser> {
        let CurrentUser(User { name }) =
            <CurrentUser<User> as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        Ok(Self(format!("Hello, {name}!")))
    }
}

#[login_required(extensions)]
async fn published(Greeting(greeting): Greeting) -> String {
    greeting
}

#[login_required(extensions)]
async fn published_and_handed_over(
    user: CurrentUser<User>,
    Greeting(greeting): Greeting,
) -> String {
    format!("{} {greeting}", user.name)
}

#[login_required]
async fn not_published(Greeting(greeting): Greeting) -> String {
    greeting
}

#[login_required(extensions, optional)]
async fn optional(extensions: Extensions) -> String {
    extensions.get::<CurrentUser<User>>().is_some().to_string()
}

async fn unguarded(user: CurrentUser<User>) -> String {
    user.0.name
}

async fn unguarded_option(user: Option<CurrentUser<User>>) -> String {
    user.is_some().to_string()
}

fn app() -> Router {
    Router::new()
        .route("/published", get(published))
        .route("/both", get(published_and_handed_over))
        .route("/not-published", get(not_published))
        .route("/optional", get(optional))
        .route("/unguarded", get(unguarded))
        .route("/unguarded-option", get(unguarded_option))
}

#[tokio::test]
async fn extensions_show_the_user_to_other_extractors() {
    let ask = async |path| Call::get(path).basic("john", "hello").send(&app()).await;
    ask("/published").await.assert_ok("Hello, john!");
    ask("/both").await.assert_ok("john Hello, john!");
    let answer = ask("/not-published").await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "");
}

#[tokio::test]
async fn extensions_hold_no_user_where_there_is_none() {
    Call::get("/optional").send(&app()).await.assert_ok("false");
    let call = Call::get("/optional").basic("john", "hello");
    call.send(&app()).await.assert_ok("true");
}

/// A mistake in the routes, and not the client's: 500 without a challenge, whatever the credentials.
#[tokio::test]
async fn without_a_guard_there_is_no_user() {
    for call in [
        Call::get("/unguarded"),
        Call::get("/unguarded").basic("john", "hello"),
    ] {
        let answer = call.send(&app()).await;
        answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "");
    }
    let call = Call::get("/unguarded-option").basic("john", "hello");
    call.send(&app()).await.assert_ok("false");
}

#[test]
fn the_extractors_rejection_says_what_is_wrong() {
    let text = "no guard put a CurrentUser of this type into the request's extensions";
    let (mut parts, ()) = axum::http::Request::new(()).into_parts();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let user = runtime
        .block_on(<CurrentUser<User> as FromRequestParts<()>>::from_request_parts(&mut parts, &()));
    assert_eq!(user.err().unwrap().to_string(), text);
    let user =
        <CurrentUser<User> as OptionalFromRequestParts<()>>::from_request_parts(&mut parts, &());
    assert!(runtime.block_on(user).unwrap().is_none());
}
