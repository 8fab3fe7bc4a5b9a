//! A callback that fails. Its error is the response, without a challenge and without a success, and the handler is not
//! run.

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use httpauth::{
    Reason, basic_auth, error_handler, get_user_roles, login_required, verify_password,
};
use httpauth_tests::{Call, Server};

use crate::callbacks::{App, DECIDING, REFUSING, request};

/// Asserts that the last call is the one that failed. Neither the error handler nor the handler runs after it.
#[track_caller]
fn assert_last(app: &App, callback: &str, target: &str) {
    let seen = app.faults.seen.take();
    assert_eq!(
        seen.last().map(String::as_str),
        Some(callback),
        "{target} {seen:?}"
    );
    assert!(
        !seen.iter().any(|call| call == "handler"),
        "{target} {seen:?}"
    );
}

#[tokio::test]
async fn an_error_is_its_own_response() {
    for app in App::both() {
        let server = Server::start(app.router.clone()).await;
        for (callback, route, scheme) in DECIDING {
            for target in [route.to_owned(), format!("{route}/optional")] {
                let john = app.john(&target, scheme).await;
                let failing = request(&target, john.as_deref(), &format!("{callback} fails"));
                let answer = server.send(failing).await;
                answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "down");
                assert_last(&app, callback, &target);
                // The same credentials are right on a better day. Those of Digest have the count that was not used up.
                let claimed = callback == "get_user_roles" && scheme == Some("Digest");
                let again = server.send(request(&target, john.as_deref(), "")).await;
                if claimed && route != "/own" {
                    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "{target}");
                } else {
                    again.assert_is(StatusCode::OK, &[], "in");
                }
                app.faults.seen.take();
            }
        }
        server.stop().await;
    }
}

/// The error of a nonce callback is the answer, without a nonce and a challenge. The error of an error handler keeps
/// the status and the challenge.
#[tokio::test]
async fn an_error_on_the_way_to_a_refusal_lets_nobody_in() {
    for app in App::both() {
        let server = Server::start(app.router.clone()).await;
        for (callback, route, _) in REFUSING {
            let fault = format!("{callback} fails");
            let answer = server.send(request(route, None, &fault)).await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{route}");
            assert_eq!(answer.body, "down");
            let challenged = callback == "error_handler";
            assert_eq!(!answer.challenges().is_empty(), challenged, "{route}");
            assert_last(&app, callback, route);
        }
        server.stop().await;
    }
}

mod without_a_status {
    use super::*;

    #[basic_auth]
    struct Auth;

    /// An extractor whose rejection says nothing of a status.
    struct Picky;

    impl<S: Send + Sync> FromRequestParts<S> for Picky {
        type Rejection = &'static str;

        async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, &'static str> {
            let picky = parts.headers.contains_key("x-picky");
            if picky { Err("not you") } else { Ok(Self) }
        }
    }

    #[verify_password]
    fn verify_password(username: &str, _: &str, _: Picky) -> Result<bool, String> {
        if username == "down" {
            return Err("the database is down".to_owned());
        }
        Ok(true)
    }

    #[get_user_roles]
    fn get_user_roles(username: &str) -> Result<&str, ()> {
        if username == "nobody" {
            Err(())
        } else {
            Ok(username)
        }
    }

    /// Answers with a body alone, or fails with one.
    #[error_handler]
    fn error_handler(_: StatusCode, headers: HeaderMap) -> Result<&'static str, &'static str> {
        if headers.contains_key("x-fail") {
            Err("worse")
        } else {
            Ok("bad")
        }
    }

    #[login_required(role = "admin")]
    async fn index() -> &'static str {
        "in"
    }

    /// A body alone would be a 200 for a request that was not let in.
    #[tokio::test]
    async fn an_error_without_a_status_is_no_success() {
        let app: Router = Router::new().route("/", get(index));
        let ask = |username| Call::get("/").basic(username, "x");
        for (call, body) in [
            (ask("down"), "the database is down"),
            (ask("nobody"), ""),
            (ask("admin").header("x-picky", "1"), "not you"),
        ] {
            let answer = call.send(&app).await;
            answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, body);
        }
        ask("admin").send(&app).await.assert_ok("in");
        for (fields, body) in [(None, "bad"), (Some("x-fail"), "worse")] {
            let call = ask("user");
            let call = match fields {
                Some(name) => call.header(name, "1"),
                None => call,
            };
            let answer = call.send(&app).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (StatusCode::FORBIDDEN, body)
            );
            answer.assert_error(Reason::Forbidden, &answer.challenges());
        }
    }
}
