//! The client of the feature `testing`, before guards that it has to get past.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use axum::routing::get as route;
use httpauth::testing::{DigestClient, DigestError};
use httpauth::{CurrentUser, digest_auth, get_password, login_required};
use httpauth_tests::Answer;
use httpauth_tests::digest::params;
use tower::ServiceExt;

use crate::apps::App;

/// Sends requests until the client has what it wants. Returns the last answer, and how many there were.
async fn get(
    john: &mut DigestClient,
    app: &Router,
    target: &str,
) -> Result<(Answer, usize), DigestError> {
    for count in 1.. {
        let mut request = Request::get(target).body(Body::empty()).unwrap();
        john.sign(&mut request);
        let response = app.clone().oneshot(request).await.unwrap();
        let answer = Answer::read(response).await;
        if !john.read(&answer.headers)? {
            return Ok((answer, count));
        }
    }
    unreachable!("the count goes on")
}

/// Asserts that the client gets in, by so many requests.
#[track_caller]
fn assert_in(got: Result<(Answer, usize), DigestError>, user: &str, requests: usize) {
    let (answer, count) = got.unwrap();
    answer.assert_is(200.try_into().unwrap(), &[], &format!("Hello, {user}!"));
    assert_eq!(count, requests);
}

#[tokio::test]
async fn the_client_gets_in_by_any_form() {
    let app = App::new();
    for user in ["john", "J\u{e4}s\u{f8}n"] {
        for path in [
            "/",
            "/all",
            "/strong",
            "/elsewhere",
            "/legacy",
            "/api/v1/job/7?a=b",
        ] {
            let mut john = DigestClient::new(user, "hello");
            assert_in(get(&mut john, &app.router, path).await, user, 2);
        }
    }
}

/// The auth-scheme of an object may be another word, which the client has from the challenge.
#[tokio::test]
async fn the_client_answers_another_word() {
    #[digest_auth(scheme = "XDigest")]
    struct Auth;

    #[get_password]
    fn get_password(username: &str) -> Option<&'static str> {
        (username == "john").then_some("hello")
    }

    #[login_required]
    async fn index(user: CurrentUser<String>) -> String {
        format!("Hello, {user}!")
    }

    let app = Router::new().route("/", route(index));
    let mut john = DigestClient::new("john", "hello");
    assert_in(get(&mut john, &app, "/").await, "john", 2);
}

#[tokio::test]
async fn the_client_is_refused_with_a_wrong_password_or_role() {
    let app = App::new();
    for (password, path) in [("wrong", "/"), ("wrong", "/legacy"), ("hello", "/admin")] {
        let mut john = DigestClient::new("john", password);
        let got = get(&mut john, &app.router, path).await;
        assert_eq!(got.map(drop), Err(DigestError::Refused), "{path}");
    }
}

/// One challenge is enough for any number of requests. A nonce that ends is followed by the next one, and a stale nonce by
/// the one of the answer.
#[tokio::test]
async fn the_client_follows_the_servers_nonces() {
    let app = App::new();
    let mut john = DigestClient::new("john", "hello");
    for (advance, requests) in [(0, 2), (0, 1), (226, 1), (200, 1), (300, 2), (0, 1)] {
        app.store.advance(advance);
        assert_in(get(&mut john, &app.router, "/").await, "john", requests);
    }
    let claims = app.store.take_claims();
    let counts = [1, 2, 3, 1, 1, 2].map(|count| format!("claim {count:08x}"));
    assert_eq!(claims, counts);
}

/// Each algorithm is answered as it was offered, and the client believes the server.
#[tokio::test]
async fn the_client_knows_all_algorithms() {
    let app = App::new();
    let answer = httpauth_tests::Call::get("/all").send(&app.router).await;
    let challenges: Vec<_> = answer
        .headers
        .get_all("www-authenticate")
        .iter()
        .cloned()
        .collect();
    assert_eq!(challenges.len(), 6);
    for (challenge, nc) in challenges.into_iter().zip(1..) {
        let mut john = DigestClient::new("john", "hello");
        let headers = [("www-authenticate".parse().unwrap(), challenge.clone())];
        assert_eq!(john.read(&headers.into_iter().collect()), Ok(true));
        // The counts of one nonce go on, since all the challenges have the same.
        let field = (0..nc)
            .map(|_| john.credentials(&Method::GET, "/all").unwrap())
            .last();
        let call = httpauth_tests::Call::get("/all").authorization(field.unwrap());
        let answer = call.send(&app.router).await;
        answer.assert_ok("Hello, john!");
        let info = params(answer.values("authentication-info")[0]);
        assert_eq!(info[0].0, "rspauth", "{challenge:?}");
        assert_eq!(john.read(&answer.headers), Ok(false), "{challenge:?}");
    }
}
