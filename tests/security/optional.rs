//! Cases 98 to 100: `optional`, and the callbacks that are asked about requests without credentials.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use httpauth::{CurrentUser, Reason, basic_auth, get_user_roles, login_required, verify_password};
use httpauth_tests::{Call, Seen, base64};

use crate::apps::{App, BASIC, BEARER, INVALID_TOKEN, KEY};

/// Wrong credentials are not the same as none.
#[tokio::test]
async fn case_98_wrong_credentials_are_401() {
    let app = App::new();
    let call = Call::get("/basic/optional").basic("john", "bye");
    app.refuses_after(call, "john:bye", BASIC).await;
    let call = Call::get("/bearer/optional").bearer("wrong");
    app.refuses_after(call, "wrong", INVALID_TOKEN).await;
    let call = Call::get("/key/optional").header("X-API-Key", "wrong");
    app.refuses_after(call, "wrong", KEY).await;
}

#[tokio::test]
async fn case_98_malformed_credentials_are_401() {
    let app = App::new();
    for value in ["Basic !", "Basic", &format!("Basic {}", base64("john"))] {
        let call = Call::get("/basic/optional").authorization(value);
        app.refuses(call, Reason::Malformed, BASIC).await;
    }
    let call = Call::get("/bearer/optional").authorization("Bearer a b");
    app.refuses(call, Reason::Malformed, INVALID_TOKEN).await;
}

/// A request that carries credentials which are not for us does not ask to be anonymous.
#[tokio::test]
async fn case_98_credentials_of_another_scheme_are_401() {
    let app = App::new();
    let (missing, other) = (Reason::Missing, Reason::OtherScheme);
    for (path, challenge, value, reason) in [
        ("/basic/optional", BASIC, "", missing),
        ("/basic/optional", BASIC, "john", missing),
        ("/basic/optional", BASIC, "Bearer", missing),
        ("/basic/optional", BASIC, "Negotiate x", other),
        ("/basic/optional", BASIC, "Bearer tokenjohn", other),
        ("/bearer/optional", BEARER, "", missing),
        ("/bearer/optional", BEARER, "Bearer", missing),
        ("/bearer/optional", BEARER, "Bearer ", missing),
        ("/bearer/optional", BEARER, "Basic", missing),
        ("/bearer/optional", BEARER, "Negotiate x", other),
        ("/bearer/optional", BEARER, "Basic x", other),
    ] {
        let call = Call::get(path).authorization(value);
        app.refuses(call, reason, challenge).await;
    }
    let call = Call::get("/key/optional").header("X-API-Key", "");
    app.refuses(call, Reason::Missing, KEY).await;
}

#[tokio::test]
async fn case_99_a_missing_role_is_403() {
    let app = App::new();
    let answer = app
        .send(Call::get("/basic/optional/admin").basic("john", "hello"))
        .await;
    answer.assert_refused(Reason::Forbidden, &[BASIC]);
    let answer = app
        .send(Call::get("/basic/optional/admin").basic("admin", "sesame"))
        .await;
    answer.assert_ok("Hello, admin!");
    let answer = app.send(Call::get("/basic/optional/admin")).await;
    answer.assert_ok("Hello, nobody!");
}

#[tokio::test]
async fn case_100_without_credentials_there_is_no_user() {
    let app = App::new();
    for path in ["/basic/optional", "/bearer/optional", "/key/optional"] {
        app.send(Call::get(path)).await.assert_ok("Hello, nobody!");
    }
    let call = Call::get("/key/optional").basic("john", "hello");
    app.send(call).await.assert_ok("Hello, nobody!");
    app.seen.assert(&[]);
    let call = Call::get("/basic/optional").basic("john", "hello");
    app.passes(call, "john:hello", "john").await;
}

/// A callback that is asked about requests without credentials, and what it says of them.
#[basic_auth(realm = "Staff only", state = (Seen, bool))]
struct Anonymous;

#[verify_password(auth = Anonymous, anonymous)]
async fn verify_password(
    username: &str,
    password: &str,
    State((seen, lets_in)): State<(Seen, bool)>,
) -> bool {
    seen.record(format!("{username}:{password}"));
    (username, password) == ("john", "hello") || (lets_in && username.is_empty())
}

#[get_user_roles(auth = Anonymous)]
fn get_user_roles(username: &str) -> &str {
    username
}

#[login_required(auth = Anonymous)]
async fn any_user(user: Option<CurrentUser<String>>) -> String {
    format!("{user:?}")
}

#[login_required(auth = Anonymous, role = "john")]
async fn john(user: Option<CurrentUser<String>>) -> String {
    format!("{user:?}")
}

#[login_required(auth = Anonymous, role = "john", optional)]
async fn optional_john(user: Option<CurrentUser<String>>) -> String {
    format!("{user:?}")
}

fn anonymous(lets_in: bool) -> (Router, Seen) {
    let seen = Seen::default();
    let router = Router::new()
        .route("/", get(any_user))
        .route("/john", get(john))
        .route("/optional/john", get(optional_john))
        .with_state((seen.clone(), lets_in));
    (router, seen)
}

#[tokio::test]
async fn an_anonymous_callback_that_lets_in_names_no_user() {
    let (app, seen) = anonymous(true);
    Call::get("/").send(&app).await.assert_ok("None");
    seen.assert(&[":"]);
}

#[tokio::test]
async fn an_anonymous_callback_that_does_not_let_in_is_401() {
    let (app, seen) = anonymous(false);
    let answer = Call::get("/").send(&app).await;
    answer.assert_refused(Reason::Missing, &[BASIC]);
    seen.assert(&[":"]);
}

/// 401 and not 403: with credentials the request may pass.
#[tokio::test]
async fn an_anonymous_request_has_no_role() {
    for lets_in in [true, false] {
        let (app, _) = anonymous(lets_in);
        let answer = Call::get("/john").send(&app).await;
        answer.assert_refused(Reason::Missing, &[BASIC]);
    }
}

/// `optional` lets absent credentials through, whatever the callback says of them.
#[tokio::test]
async fn an_anonymous_request_passes_an_optional_role_rule() {
    for lets_in in [true, false] {
        let (app, _) = anonymous(lets_in);
        let answer = Call::get("/optional/john").send(&app).await;
        answer.assert_ok("None");
    }
}

#[tokio::test]
async fn an_anonymous_callback_lets_no_wrong_credentials_in() {
    let (app, seen) = anonymous(true);
    let answer = Call::get("/").basic("john", "bye").send(&app).await;
    answer.assert_refused(Reason::Invalid, &[BASIC]);
    seen.assert(&["john:bye"]);
    for (value, reason) in [
        ("Basic !", Reason::Malformed),
        ("Bearer x", Reason::OtherScheme),
        ("", Reason::Missing),
    ] {
        let answer = Call::get("/").authorization(value).send(&app).await;
        answer.assert_refused(reason, &[BASIC]);
    }
    seen.assert(&[]);
}

/// A client that sends an empty username is as anonymous as one that sends none, and never a user with an empty name.
#[tokio::test]
async fn case_29_an_empty_username_does_not_make_a_user_of_the_anonymous() {
    let (app, _) = anonymous(true);
    for password in ["", "x"] {
        let answer = Call::get("/").basic("", password).send(&app).await;
        answer.assert_ok("None");
        let answer = Call::get("/john").basic("", password).send(&app).await;
        answer.assert_refused(Reason::Missing, &[BASIC]);
    }
}

/// A client that sends a name is that user, even if the callback is asked about the anonymous too.
#[tokio::test]
async fn a_callback_of_the_anonymous_names_the_others() {
    let (app, _) = anonymous(true);
    for path in ["/", "/john", "/optional/john"] {
        let answer = Call::get(path).basic("john", "hello").send(&app).await;
        answer.assert_ok(r#"Some(CurrentUser("john"))"#);
    }
}
