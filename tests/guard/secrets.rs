//! Case 114: secrets are in no `Debug`, in no answer and in no log that respects sensitive header values.

use std::fmt::Debug;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequest, Request as Whole};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use axum::routing::get;
use httpauth::{
    AuthError, Authenticator, CurrentUser, LoginRequired, Reason, basic_auth, error_handler, guard,
    login_required, token_auth, verify_password, verify_token,
};
use httpauth_tests::{Call, base64, basic};

#[basic_auth]
struct Auth;

#[token_auth(header = "x-key")]
struct Key;

#[verify_password]
fn verify_password(username: &str, password: &str, headers: HeaderMap) -> bool {
    assert!(
        headers
            .get_all("authorization")
            .iter()
            .all(HeaderValue::is_sensitive)
    );
    (username, password) == ("john", "geheim")
}

#[verify_token(auth = Key)]
fn verify_token(token: &str, headers: HeaderMap) -> bool {
    assert!(
        headers
            .get_all("x-key")
            .iter()
            .all(HeaderValue::is_sensitive)
    );
    token == "geheim"
}

/// Tells how `Debug` shows the request's fields, as a tracing layer would.
#[error_handler(auth = [Auth, Key])]
fn error_handler(error: AuthError, headers: HeaderMap) -> (StatusCode, String) {
    (error.status(), format!("{error:?} {error} {headers:?}"))
}

#[login_required]
async fn index(headers: HeaderMap) -> String {
    format!("{headers:?}")
}

#[login_required(auth = Key)]
async fn key(headers: HeaderMap) -> String {
    format!("{headers:?}")
}

#[track_caller]
fn assert_hides(text: &str) {
    for secret in [
        "geheim",
        "Z2VoZWlt",
        &base64("john:geheim"),
        &base64("john:geheim!"),
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn case_114_the_credentials_are_marked_sensitive() {
    let app = Router::new().route("/", get(index)).route("/key", get(key));
    let (right, wrong) = (basic("john", "geheim"), basic("john", "geheim!"));
    let get = || Call::get("/");
    for (call, status) in [
        (get().authorization(&right), StatusCode::OK),
        (get().authorization(&wrong), StatusCode::UNAUTHORIZED),
        (
            get().authorization("Basic geheim!"),
            StatusCode::UNAUTHORIZED,
        ),
        (
            get().authorization("Bearer geheim"),
            StatusCode::UNAUTHORIZED,
        ),
        (
            get().authorization(&right).authorization(&right),
            StatusCode::BAD_REQUEST,
        ),
        (
            get()
                .authorization(&right)
                .authorization(&wrong)
                .bearer("geheim"),
            StatusCode::BAD_REQUEST,
        ),
        (Call::get("/key").header("x-key", "geheim"), StatusCode::OK),
        (
            Call::get("/key").header("x-key", "geheim!"),
            StatusCode::UNAUTHORIZED,
        ),
        (
            Call::get("/key")
                .header("x-key", "geheim")
                .header("x-key", "geheim"),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let answer = call.header("x-other", "shown").send(&app).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.contains("Sensitive") && answer.body.contains("shown"));
        assert_hides(&format!("{answer:?}"));
    }
}

#[derive(Clone)]
struct Secret;

impl Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<hidden>")
    }
}

#[tokio::test]
async fn case_114_debug_of_the_public_types() {
    let request = Request::get("/").header("authorization", basic("john", "geheim"));
    let request = request.body(Body::empty()).unwrap();
    let entered = LoginRequired::<Auth>::from_request(request, &()).await;
    let entered = entered.unwrap();
    assert_hides(&format!("{entered:?}"));
    assert!(
        !format!("{entered:?}").contains("john"),
        "the guard shows no user: {entered:?}"
    );
    // The credentials stay in the request, in a field that is not printed.
    let app = Router::new()
        .route("/", get(async |request: Whole| format!("{request:?}")))
        .layer(guard(Auth));
    let answer = Call::get("/").basic("john", "geheim").send(&app).await;
    assert!(answer.body.contains("authorization"), "{}", answer.body);
    assert_hides(&answer.body);
    assert_hides(&format!("{:?} {:?}", Auth::REGISTRY, Key::REGISTRY));
    assert_hides(&format!("{:?}", httpauth::registry::access_matrix()));
    // The user is the program's, and so is what its `Debug` shows.
    assert_eq!(
        format!("{:?}", CurrentUser(Secret)),
        "CurrentUser(<hidden>)"
    );
}

/// Line breaks and escape sequences do not reach a callback, which may log the name. What the guard itself leaves for
/// logs holds nothing that the client sent.
#[tokio::test]
async fn case_115_a_username_injects_nothing_into_a_log() {
    let app = Router::new().route("/", get(index));
    for name in [
        "a\r\nroot logged in",
        "a\nb",
        "\u{1b}[2J",
        "a\u{7f}",
        "\u{8}",
        "\u{9b}31m",
        "\u{85}",
        "\u{202e}nhoj",
        "john\u{2066}",
    ] {
        let answer = Call::get("/").basic(name, "geheim").send(&app).await;
        assert_eq!(
            answer.error().unwrap().reason(),
            Reason::Malformed,
            "{name:?}"
        );
    }
    for name in [
        "{}",
        "%s%n",
        "${jndi:ldap://x}",
        "\u{a0}31m",
        "\u{202f}nhoj",
        "\u{2028}",
    ] {
        let answer = Call::get("/").basic(name, "wrong").send(&app).await;
        let error = answer.error().unwrap();
        assert_eq!(error.reason(), Reason::Invalid, "{name:?}");
        for text in [
            format!("{error}"),
            format!("{error:?}"),
            answer.body.clone(),
            format!("{:?}", answer.headers),
        ] {
            assert!(!text.contains(name), "{name:?} in {text:?}");
            assert!(
                !text.contains(&*format!("{name:?}").replace('"', "")),
                "{name:?} in {text:?}"
            );
        }
    }
}
