//! Guards of different auth objects on one request. The handler gets the user of the innermost guard, however it is
//! taken.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use axum::routing::get;
use axum::{Extension, Router};
use httpauth::{
    CurrentUser, NoCurrentUser, Reason, basic_auth, guard, login_required, token_auth,
    verify_password, verify_token,
};
use httpauth_tests::{Answer, Call};

const CHALLENGE: &str = r#"Basic realm="Authentication Required", charset="UTF-8""#;

#[basic_auth]
struct Auth;

/// An object whose user type is the same.
#[token_auth(header = "x-key")]
struct Key;

#[verify_password]
fn verify_password(_: &str, password: &str) -> bool {
    password == "hello"
}

#[verify_token(auth = Key)]
fn verify_token(token: &str) -> Option<String> {
    Some(format!("the holder of {token}"))
}

#[login_required(auth = Key, optional)]
struct PerhapsKey;

/// The guard of a handler does not know this name.
type Me = CurrentUser<String>;

/// An extractor of the program's own, which looks for the user.
struct Greeting(String);

impl<S: Send + Sync> FromRequestParts<S> for Greeting {
    type Rejection = NoCurrentUser;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, NoCurrentUser> {
        let user = <Me as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        Ok(Self(user.0))
    }
}

fn shown(user: Option<&CurrentUser<String>>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0.clone())
}

#[login_required]
async fn handed_over(user: CurrentUser<String>) -> String {
    user.0
}

#[login_required(extensions)]
async fn published_perhaps(user: Option<Me>) -> String {
    shown(user.as_ref())
}

#[login_required]
async fn own_extractor(user: Result<Greeting, NoCurrentUser>) -> String {
    user.map_or("nobody".to_owned(), |user| user.0)
}

#[login_required]
async fn extensions(extensions: Extensions) -> String {
    shown(extensions.get())
}

#[login_required(extensions)]
async fn published_alias(user: Me) -> String {
    user.0
}

#[login_required(extensions)]
async fn published_own_extractor(user: Greeting) -> String {
    user.0
}

#[login_required(extensions)]
async fn published_extensions(extensions: Extensions) -> String {
    shown(extensions.get())
}

#[login_required(optional)]
async fn optional(user: Option<CurrentUser<String>>, extensions: Extensions) -> String {
    format!("{} {}", shown(user.as_ref()), shown(extensions.get()))
}

#[login_required(optional, extensions)]
async fn published_optional(user: Option<CurrentUser<String>>, again: Option<Me>) -> String {
    format!("{} {}", shown(user.as_ref()), shown(again.as_ref()))
}

fn routes() -> Router {
    Router::new()
        .route("/handed-over", get(handed_over))
        .route("/own-extractor", get(own_extractor))
        .route("/extensions", get(extensions))
        .route("/published/perhaps", get(published_perhaps))
        .route("/published/alias", get(published_alias))
        .route("/published/own-extractor", get(published_own_extractor))
        .route("/published/extensions", get(published_extensions))
        .route("/optional", get(optional))
        .route("/published/optional", get(published_optional))
}

async fn ask(app: &Router, path: &str) -> Answer {
    let call = Call::get(path).header("x-key", "k");
    call.basic("john", "hello").send(app).await
}

/// The user of an outer guard of another object does not show through, by any of the ways that a handler has.
#[tokio::test]
async fn an_outer_objects_user_does_not_show_through() {
    for app in [
        routes().layer(guard(Key)),
        routes().layer(guard(PerhapsKey)),
        routes().layer(guard(Key)).layer(guard(Key)),
    ] {
        for (path, user) in [
            ("/handed-over", "john"),
            ("/own-extractor", "nobody"),
            ("/extensions", "nobody"),
            ("/published/perhaps", "john"),
            ("/published/alias", "john"),
            ("/published/own-extractor", "john"),
            ("/published/extensions", "john"),
            ("/optional", "john nobody"),
            ("/published/optional", "john john"),
        ] {
            let answer = ask(&app, path).await;
            assert_eq!((path, answer.body.as_str()), (path, user));
        }
        for path in ["/optional", "/published/optional"] {
            let call = Call::get(path).header("x-key", "k");
            call.send(&app).await.assert_ok("nobody nobody");
        }
    }
}

/// Behind a layer of the same object the user that it published is the handler's own.
#[tokio::test]
async fn a_layer_of_the_same_object_publishes_the_handlers_user() {
    for app in [
        routes().layer(guard(Auth)),
        routes().layer(guard(Auth)).layer(guard(Key)),
        routes().layer(guard(Key)).layer(guard(Auth)),
    ] {
        for (path, user) in [
            ("/handed-over", "john"),
            ("/own-extractor", "john"),
            ("/extensions", "john"),
            ("/published/perhaps", "john"),
            ("/published/alias", "john"),
            ("/optional", "john john"),
            ("/published/optional", "john john"),
        ] {
            let answer = ask(&app, path).await;
            assert_eq!((path, answer.body.as_str()), (path, user));
        }
    }
}

/// Each object judges its own credentials. Those of one object are absent for the other.
#[tokio::test]
async fn a_guard_of_another_object_authenticates_for_itself() {
    let app = routes().layer(guard(Key));
    let call = Call::get("/handed-over").header("x-key", "k");
    let answer = call.send(&app).await;
    answer.assert_refused(Reason::Missing, &[CHALLENGE]);
    let call = Call::get("/handed-over").basic("john", "hello");
    assert_eq!(call.send(&app).await.status, StatusCode::UNAUTHORIZED);
}

/// A user whom the program itself has left there is not the guard's, which publishes its own or nobody.
#[tokio::test]
async fn a_guard_that_publishes_takes_the_place_of_whoever_was_there() {
    let app = routes().layer(Extension(CurrentUser("somebody".to_owned())));
    let call = Call::get("/published/optional");
    call.send(&app).await.assert_ok("nobody nobody");
    ask(&app, "/published/alias").await.assert_ok("john");
}

mod not_clone {
    use super::*;

    #[basic_auth]
    struct Auth;

    struct User(String);

    #[verify_password]
    fn verify_password(username: &str, _: &str) -> Option<User> {
        Some(User(username.to_owned()))
    }

    #[login_required]
    async fn index(user: CurrentUser<User>, extensions: Extensions) -> String {
        format!("{} {}", user.0.0, shown(extensions.get()))
    }

    /// A user that no layer could publish is handed over behind another object's layer. A user of another type cannot
    /// be taken for the handler's, and stays in the extensions.
    #[tokio::test]
    async fn a_user_that_is_not_clone_behind_another_objects_layer() {
        let app = Router::new().route("/", get(index)).layer(guard(Key));
        ask(&app, "/").await.assert_ok("john the holder of k");
    }
}
