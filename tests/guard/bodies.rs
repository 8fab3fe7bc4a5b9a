//! The bodies of refused requests. They are not read before the verdict, and are discarded after it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::http::{Request, StatusCode, Version};
use axum::routing::post;
use axum::{Extension, Router};
use futures_util::FutureExt;
use httpauth::{
    Reason, basic_auth, error_handler, get_user_roles, guard, login_required, verify_password,
};
use httpauth_tests::{Answer, basic, until};
use tower::ServiceExt;

use crate::frames::{End, Log, Sent, sent};

#[basic_auth]
struct Auth;

#[verify_password]
fn verify_password(
    username: &str,
    password: &str,
    Extension(log): Extension<Arc<Log>>,
) -> Result<bool, StatusCode> {
    log.assert_untouched();
    match username {
        "down" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(password == "hello"),
    }
}

#[get_user_roles]
fn get_user_roles(username: &str, Extension(log): Extension<Arc<Log>>) -> String {
    log.assert_untouched();
    username.to_owned()
}

#[error_handler]
fn error_handler(_: StatusCode, Extension(log): Extension<Arc<Log>>) -> &'static str {
    log.assert_untouched();
    "refused"
}

#[login_required]
async fn index(body: Bytes) -> String {
    body.len().to_string()
}

/// Wants nothing of the body.
#[login_required]
async fn no_body() -> &'static str {
    "in"
}

#[login_required(role = "admin")]
async fn admin(body: Bytes) -> String {
    body.len().to_string()
}

async fn plain(body: Bytes) -> String {
    body.len().to_string()
}

fn app() -> Router {
    let layer = Router::new()
        .route("/layer", post(plain))
        .layer(guard(Auth));
    Router::new()
        .route("/", post(index))
        .route("/no-body", post(no_body))
        .route("/admin", post(admin))
        .merge(layer)
}

impl Sent {
    fn basic(mut self, username: &str, password: &str) -> Self {
        let value = basic(username, password).parse().unwrap();
        self.request.headers_mut().append("authorization", value);
        self
    }

    /// Returns the answer, and the log of the body.
    async fn to(mut self, app: &Router) -> (Answer, Arc<Log>) {
        httpauth::AuthError::ask_for(self.request.extensions_mut());
        let response = app.clone().oneshot(self.request).await.unwrap();
        (Answer::read(response).await, self.log)
    }
}

#[track_caller]
fn assert_connection(answer: &Answer, closes: bool) {
    let expected: &[&str] = if closes { &["close"] } else { &[] };
    assert_eq!(answer.values("connection"), expected);
}

const SMALL: (usize, usize) = (3, 10);

/// The callbacks run before a byte of the body is read, and the body is read to its end after any refusal.
#[tokio::test]
async fn a_refused_body_is_read_after_the_verdict() {
    let app = app();
    for (path, credentials, reason) in [
        ("/", None, Some(Reason::Missing)),
        ("/", Some(("john", "bye")), Some(Reason::Invalid)),
        ("/", Some(("down", "x")), None),
        ("/no-body", None, Some(Reason::Missing)),
        ("/admin", Some(("john", "hello")), Some(Reason::Forbidden)),
        ("/layer", None, Some(Reason::Missing)),
        ("/layer", Some(("john", "bye")), Some(Reason::Invalid)),
        ("/layer", Some(("down", "x")), None),
    ] {
        for (end, declared) in [(End::Ends, None), (End::Ends, Some(30)), (End::Fails, None)] {
            let mut sent = sent(path, SMALL, end, declared);
            if let Some((username, password)) = credentials {
                sent = sent.basic(username, password);
            }
            let (answer, log) = sent.to(&app).await;
            assert_eq!(answer.error().map(httpauth::AuthError::reason), reason);
            assert_connection(&answer, false);
            until(|| log.is_dropped()).await;
            assert_eq!(log.polls(), 4, "{path} {end:?}");
        }
    }
}

/// The body of an accepted request is the handler's. An extractor reads it, or axum drops it.
#[tokio::test]
async fn an_admitted_body_is_the_handlers() {
    let app = app();
    for (path, body, polls) in [("/", "30", 4), ("/layer", "30", 4), ("/no-body", "in", 0)] {
        let sent = sent(path, SMALL, End::Ends, Some(30)).basic("john", "hello");
        let (answer, log) = sent.to(&app).await;
        answer.assert_ok(body);
        assert_connection(&answer, false);
        assert_eq!((log.polls(), log.is_dropped()), (polls, true), "{path}");
    }
}

const FRAME: usize = 64 << 10;
const MOST: u64 = 2 << 20;

/// Frame by frame, until more than the smaller of the application's limit and 2 MiB has come.
#[tokio::test]
async fn a_body_is_read_within_the_limit() {
    let limited = |limit| app().layer(DefaultBodyLimit::max(limit));
    for (app, size, polls) in [
        (app(), FRAME, 33),
        (limited(1000), 100, 11),
        (limited(0), 1, 1),
        (limited(8 << 20), FRAME, 33),
        (app().layer(DefaultBodyLimit::disable()), FRAME, 33),
    ] {
        for path in ["/", "/layer"] {
            let (answer, log) = sent(path, (usize::MAX, size), End::Ends, None)
                .to(&app)
                .await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            until(|| log.is_dropped()).await;
            assert_eq!(log.polls(), polls, "{path} {size}");
        }
    }
}

/// Reading would ask a waiting client for the body, and a body that is declared too long would not be read to its end.
#[tokio::test]
async fn a_body_that_is_not_read_closes_the_connection() {
    let limited = || app().layer(DefaultBodyLimit::max(1000));
    let unlimited = || app().layer(DefaultBodyLimit::disable());
    for (app, declared, expects, is_read) in [
        (app(), Some(30), false, true),
        (app(), Some(30), true, false),
        (app(), None, true, false),
        (app(), Some(MOST), false, true),
        (app(), Some(MOST + 1), false, false),
        (app(), Some(u64::MAX), false, false),
        (limited(), Some(1000), false, true),
        (limited(), Some(1001), false, false),
        (unlimited(), Some(MOST), false, true),
        (unlimited(), Some(MOST + 1), false, false),
    ] {
        for path in ["/", "/admin", "/layer"] {
            for version in [Version::HTTP_10, Version::HTTP_11, Version::HTTP_2] {
                let mut sent = sent(path, SMALL, End::Ends, declared);
                *sent.request.version_mut() = version;
                if expects {
                    let value = "100-continue".parse().unwrap();
                    sent.request.headers_mut().insert("expect", value);
                }
                let (answer, log) = sent.to(&app).await;
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
                assert_connection(&answer, !is_read && version != Version::HTTP_2);
                until(|| log.is_dropped()).await;
                assert_eq!(log.polls() > 0, is_read, "{path} {declared:?} {expects}");
            }
        }
    }
}

/// The answer does not wait for a client that sends no more, and its body is held for 5 seconds.
#[tokio::test(start_paused = true)]
async fn a_stalled_body_is_held_for_five_seconds() {
    let app = app();
    for path in ["/", "/layer"] {
        let (answer, log) = sent(path, (1, 10), End::Stalls, Some(30)).to(&app).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        // Time stands still but for these two.
        tokio::time::sleep(Duration::from_millis(4990)).await;
        assert_eq!((log.polls(), log.is_dropped()), (2, false));
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(log.is_dropped());
    }
}

/// Without a Tokio runtime no task can read the body aside, so the connection is closed.
#[test]
fn without_a_runtime_nothing_is_read() {
    for path in ["/", "/layer"] {
        let sent = sent(path, SMALL, End::Ends, Some(30));
        let (answer, log) = sent.to(&app()).now_or_never().unwrap();
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_connection(&answer, true);
        assert_eq!((log.polls(), log.is_dropped()), (0, true));
    }
}

/// A request without a body has nothing to be read, and its connection goes on.
#[tokio::test]
async fn a_request_without_a_body() {
    for body in [Body::empty(), Body::from("")] {
        let request = Request::post("/").extension(Arc::<Log>::default());
        let request = request.header("expect", "100-continue").body(body).unwrap();
        let response = app().oneshot(request).await.unwrap();
        assert_connection(&Answer::read(response).await, false);
    }
}
