//! Usernames as libcurl from 8.21 on writes them, percent-encoded where they are not ASCII, with a response over the name
//! itself.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::{CurrentUser, Reason, digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials, hash};
use httpauth_tests::{Call, Seen};

use crate::apps::App;

/// The name of a user of `App`, and as libcurl writes it.
const NAME: &str = "J\u{e4}s\u{f8}n";
const WRITTEN: &str = "J%C3%A4s%C3%B8n";

/// Returns credentials with one name in the field, and a response over another.
fn credentials(challenge: &Challenge, written: &str, hashed: &str, password: &str) -> Credentials {
    Credentials::new(challenge, hashed, password, "/").set("username", written)
}

/// The callback is asked about the name as it stands in the field, and then about the name that the response is over.
#[tokio::test]
async fn the_name_that_libcurl_means_passes() {
    let app = App::new();
    for (path, algorithm, claims) in [
        ("/all", "MD5", 1),
        ("/all", "SHA-256-sess", 1),
        ("/all", "SHA-512-256", 1),
        ("/legacy", "MD5", 0),
    ] {
        let challenge = app.challenge(path, algorithm).await;
        let user = Credentials::new(&challenge, NAME, "hello", path).set("username", WRITTEN);
        let answer = app.get(path, &user).await;
        answer.assert_ok(&format!("Hello, {NAME}!"));
        app.seen.assert(&[WRITTEN, NAME]);
        assert_eq!(app.store.take_claims().len(), claims, "{path} {algorithm}");
    }
}

#[tokio::test]
async fn no_other_name_passes() {
    let app = App::new();
    let challenge = app.challenge("/", "SHA-256").await;
    for (written, hashed, password, calls) in [
        (WRITTEN, NAME, "wrong", &[WRITTEN, NAME][..]),
        // A response over what stands in the field is for a user of that name, who is not the other.
        (WRITTEN, WRITTEN, "hello", &[WRITTEN, NAME]),
        (WRITTEN, "john", "hello", &[WRITTEN, NAME]),
        // Whether there are such users or not, the callback is asked alike.
        ("J%C3%A4n", "J\u{e4}n", "hello", &["J%C3%A4n", "J\u{e4}n"]),
        // libcurl writes upper case, and encodes no ASCII.
        ("J%c3%a4s%c3%b8n", NAME, "hello", &["J%c3%a4s%c3%b8n"]),
        ("%6Aohn", "john", "hello", &["%6Aohn"]),
        ("john%0A", "john\n", "hello", &["john%0A"]),
        ("100%", "100%", "hello", &["100%"]),
        // Not UTF-8, cut short, half encoded, and a control that would steer a terminal.
        ("J%E4s%F8n", NAME, "hello", &["J%E4s%F8n"]),
        ("J%C3%A4s%C3%B", NAME, "hello", &["J%C3%A4s%C3%B"]),
        ("J%C3%A4s\u{f8}n", NAME, "hello", &["J%C3%A4s\u{f8}n"]),
        ("john%C2%9B", "john\u{9b}", "hello", &["john%C2%9B"]),
    ] {
        let user = credentials(&challenge, written, hashed, password);
        app.refuses(&user, Reason::Invalid, calls).await;
    }
}

/// What `username*` has encoded is not decoded twice.
#[tokio::test]
async fn an_extended_name_is_decoded_once() {
    let app = App::new();
    let challenge = app.challenge("/", "SHA-256").await;
    let user = credentials(&challenge, "", NAME, "hello").without("username");
    let field = String::from_utf8(user.header()).unwrap();
    let field = format!("{field}, username*=UTF-8''J%25C3%25A4s%25C3%25B8n");
    let answer = Call::get("/").authorization(field).send(&app.router).await;
    crate::apps::assert_refused(&answer, Reason::Invalid);
    app.saw(&[WRITTEN]);
}

#[digest_auth(realm = "Stored", algorithm = "SHA-256", ha1, state = Seen)]
struct Stored;

/// Knows both names. One of them is what libcurl would write for the other.
#[get_password(auth = Stored)]
fn stored(username: &str, State(seen): State<Seen>) -> Result<Option<String>, StatusCode> {
    seen.record(username);
    let ha1 = |password: &str| {
        hash(
            "SHA-256",
            &[username.as_bytes(), b"Stored", password.as_bytes()],
        )
    };
    match username {
        WRITTEN => Ok(Some(ha1("written"))),
        NAME => Ok(Some(ha1("named"))),
        "down%C3%A4" => Err(StatusCode::SERVICE_UNAVAILABLE),
        _ => Ok(None),
    }
}

#[login_required(auth = Stored)]
async fn index(user: CurrentUser<String>) -> String {
    format!("Hello, {user}!")
}

/// A user whose own name has percent signs is asked about first, and alone. The password of neither lets in as the other.
#[tokio::test]
async fn two_users_stay_two() {
    let seen = Seen::default();
    let app = Router::new()
        .route("/", get(index))
        .with_state(seen.clone());
    let challenge = Challenge::of(&Call::get("/").send(&app).await, "SHA-256");
    let (both, one) = (&[WRITTEN, NAME][..], &[WRITTEN][..]);
    for (nc, (hashed, password, passes, calls)) in (1..).zip([
        (WRITTEN, "written", Some(WRITTEN), one),
        (NAME, "named", Some(NAME), both),
        (WRITTEN, "named", None, both),
        (NAME, "written", None, both),
    ]) {
        let user = Credentials::new(&challenge, hashed, password, "/").nc(nc);
        let user = user.set("username", WRITTEN);
        let answer = Call::get("/").authorization(user.header()).send(&app).await;
        match passes {
            Some(name) => answer.assert_ok(&format!("Hello, {name}!")),
            None => assert_eq!(answer.status, 401, "{hashed} {password}"),
        }
        seen.assert(calls);
    }
    // The answer of a callback that fails is the answer.
    let user = credentials(&challenge, "down%C3%A4", "down\u{e4}", "hello");
    let answer = Call::get("/").authorization(user.header()).send(&app).await;
    assert_eq!(answer.status, 503);
    seen.assert(&["down%C3%A4"]);
}
