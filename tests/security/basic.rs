//! Cases 23 to 36: Basic.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Extension, Router};
use httpauth::{
    CurrentUser, Reason, basic_auth, get_password, hash_password, login_required, verify_password,
};
use httpauth_tests::{Call, Seen, base64};
use tower_http::catch_panic::CatchPanicLayer;

use crate::apps::{App, BASIC};

fn credentials(bytes: impl AsRef<[u8]>) -> Call {
    Call::get("/basic").authorization(format!("Basic {}", base64(bytes)))
}

fn token68(token68: &str) -> Call {
    Call::get("/basic").authorization(format!("Basic {token68}"))
}

/// What is not read, so that credentials are written in one way only: the padding is exact, and unused bits are zero.
#[tokio::test]
async fn cases_23_to_26_and_32_what_is_not_read() {
    let app = App::new();
    app.passes(token68("am9objpoZWxsbw=="), "john:hello", "john")
        .await;
    for (wrong, why) in [
        ("!", "23: no base64"),
        ("am9objpoZWxsbw==!", "23: a character more"),
        ("!am9objpoZWxsbw==", "23: a character before"),
        ("am9objpoZWxsb", "23: one symbol too many"),
        ("=", "23: padding alone"),
        ("====", "23: padding alone"),
        ("YQ=", "23: no four symbols"),
        ("john:hello", "23: no base64 at all"),
        ("am9objpoZWxsbw", "24: no padding"),
        ("am9objpoZWxsbw=", "24: not enough padding"),
        ("am9objpoZWxsbw===", "24: too much padding"),
        ("am9objpoZWxsbx==", "24: stray bits in the last symbol"),
        ("am9objpo=ZWxsbw==", "24: padding in the middle"),
        ("am9objpo ZWxsbw==", "24: a space"),
        ("am9o\tbjpoZWxsbw==", "24: a tab"),
        ("YTr_-Q==", "25: the url-safe alphabet"),
        ("am9objo_Pz8-Pj4=", "25: the url-safe alphabet"),
        ("am9obg==", "26: no colon"),
        ("am9obmhlbGxv", "26: no colon"),
        ("IA==", "26: a space and no colon"),
        ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", "32: a JWT's dot"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb2huIn0.abc", "32: a JWT"),
        ("eyJhbGciOieyJp==", "32: the JWT of Flask-HTTPAuth's test"),
    ] {
        println!("{why}");
        app.refuses(token68(wrong), Reason::Malformed, BASIC).await;
    }
    // The standard alphabet of the one above is base64, and only the password is wrong.
    let call = token68("am9objo/Pz8+Pj4=");
    app.refuses_after(call, "john:???>>>", BASIC).await;
}

/// What a JWT's head decodes to has a colon in it, and no password of anybody.
#[tokio::test]
async fn case_32_a_jwt_as_credentials() {
    let app = App::new();
    let call = token68("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9");
    let saw = r#"{"alg":"HS256","typ":"JWT"}"#;
    app.refuses_after(call, saw, BASIC).await;
}

#[tokio::test]
async fn case_27_colons_in_the_password() {
    let app = App::new();
    app.refuses_after(credentials("john:a:b::c:"), "john:a:b::c:", BASIC)
        .await;
    app.refuses_after(credentials("john::"), "john::", BASIC)
        .await;
    let call = credentials("john::sesame");
    app.refuses_after(call, "john::sesame", BASIC).await;
}

/// An empty password is a password, which the callback may refuse.
#[tokio::test]
async fn case_28_an_empty_password() {
    let app = App::new();
    app.refuses_after(credentials("john:"), "john:", BASIC)
        .await;
}

/// RFC 7617 allows an empty user-id, and some services use it. The callback sees it as it is, and refuses.
#[tokio::test]
async fn case_29_an_empty_username() {
    let app = App::new();
    app.refuses_after(credentials(":hello"), ":hello", BASIC)
        .await;
    app.refuses_after(credentials(":"), ":", BASIC).await;
}

/// Not UTF-8 is latin-1, as Flask-HTTPAuth has it.
#[tokio::test]
async fn case_30_latin_1_where_it_is_not_utf_8() {
    let app = App::new();
    let call = credentials(b"gar\xe7on:\xe1\xe9");
    app.refuses_after(call, "garçon:áé", BASIC).await;
    let call = credentials(b"\xff\xfe:sesame");
    app.passes(call, "ÿþ:sesame", "ÿþ").await;
}

#[tokio::test]
async fn case_31_the_pound_sign_of_rfc_7617() {
    let app = App::new();
    app.refuses_after(token68("dGVzdDoxMjPCow=="), "test:123£", BASIC)
        .await;
    app.refuses_after(token68("dGVzdDoxMjOj"), "test:123£", BASIC)
        .await;
}

/// The text is handed over as it came. Composed and decomposed forms are two usernames.
#[tokio::test]
async fn case_31_no_normalization() {
    let app = App::new();
    let (composed, decomposed) = ("caf\u{e9}:sesame", "cafe\u{301}:sesame");
    app.passes(credentials(composed), composed, "caf\u{e9}")
        .await;
    app.passes(credentials(decomposed), decomposed, "cafe\u{301}")
        .await;
}

/// A wrong password and an unknown user are told apart by nothing in the answer.
#[tokio::test]
async fn case_33_34_a_wrong_password_and_an_unknown_user() {
    let app = App::new();
    let wrong = app.send(credentials("john:bye")).await;
    let unknown = app.send(credentials("nobody:bye")).await;
    app.seen.assert(&["john:bye", "nobody:bye"]);
    wrong.assert_refused(Reason::Invalid, &[BASIC]);
    assert_eq!(
        (wrong.status, &wrong.headers, &wrong.body),
        (unknown.status, &unknown.headers, &unknown.body)
    );
}

#[basic_auth(state = Seen)]
struct Hashed;

#[get_password(auth = Hashed)]
fn get_password(username: &str, State(seen): State<Seen>) -> Option<&'static str> {
    seen.record(format!("get {username}"));
    match username {
        "john" => Some("<hello>"),
        "empty" => Some(""),
        _ => None,
    }
}

#[hash_password(auth = Hashed)]
fn hash_password(password: &str, State(seen): State<Seen>) -> String {
    seen.record(format!("hash {password}"));
    if password.is_empty() {
        String::new()
    } else {
        format!("<{password}>")
    }
}

#[login_required(auth = Hashed)]
async fn hashed(user: CurrentUser<String>) -> String {
    user.0
}

/// A user costs one hash and one look-up, known or not. The test counts the work and not the time.
#[tokio::test]
async fn case_34_an_unknown_user_costs_the_same_work() {
    let seen = Seen::default();
    let app = Router::new()
        .route("/", get(hashed))
        .with_state(seen.clone());
    Call::get("/")
        .basic("john", "hello")
        .send(&app)
        .await
        .assert_ok("john");
    seen.assert(&["hash hello", "get john"]);
    for (username, password) in [("john", "bye"), ("nobody", "hello"), ("", "hello")] {
        let answer = Call::get("/").basic(username, password).send(&app).await;
        assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
        seen.assert(&[&format!("hash {password}"), &format!("get {username}")]);
    }
}

/// A stored password that is empty, or none, matches nothing.
#[tokio::test]
async fn case_28_an_empty_stored_password_never_matches() {
    let seen = Seen::default();
    let app = Router::new()
        .route("/", get(hashed))
        .with_state(seen.clone());
    for (username, password) in [("empty", ""), ("nobody", ""), ("john", ""), ("", "")] {
        let answer = Call::get("/").basic(username, password).send(&app).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{username}");
        assert_eq!(answer.error().unwrap().reason(), Reason::Invalid);
    }
}

#[basic_auth]
struct Faulty;

/// The behaviour of the callback.
#[derive(Clone, Copy)]
enum Fault {
    Panic,
    Database,
}

#[verify_password(auth = Faulty)]
async fn verify_password(
    _: &str,
    _: &str,
    Extension(fault): Extension<Fault>,
) -> Result<bool, (StatusCode, &'static str)> {
    match fault {
        Fault::Panic => panic!("the callback fails"),
        Fault::Database => Err((StatusCode::SERVICE_UNAVAILABLE, "try again")),
    }
}

#[login_required(auth = Faulty, optional)]
async fn faulty(_user: Option<CurrentUser<String>>) -> &'static str {
    "in"
}

fn faulty_app(fault: Fault) -> Router {
    Router::new()
        .route("/", get(faulty))
        .layer(Extension(fault))
        .layer(CatchPanicLayer::new())
}

#[tokio::test]
async fn case_36_a_callback_that_panics_is_500() {
    let call = Call::get("/").basic("john", "hello");
    let answer = call.send(&faulty_app(Fault::Panic)).await;
    answer.assert_own(StatusCode::INTERNAL_SERVER_ERROR, "Service panicked");
}

/// The callback's error is the answer, without a challenge. `optional` does not change that.
#[tokio::test]
async fn case_36_a_callback_that_fails_answers_for_itself() {
    let call = Call::get("/").basic("john", "hello");
    let answer = call.send(&faulty_app(Fault::Database)).await;
    answer.assert_own(StatusCode::SERVICE_UNAVAILABLE, "try again");
    let answer = Call::get("/").send(&faulty_app(Fault::Database)).await;
    answer.assert_ok("in");
}
