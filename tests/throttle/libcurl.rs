//! A name that libcurl from 8.21 on percent-encodes, which counts for the user that it means.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::{Router, routing::get};
use httpauth::digest::{Claim, Nonce, NonceKey, NonceStore};
use httpauth::throttle::Admission;
use httpauth::{digest_auth, get_password, login_required};
use httpauth_tests::digest::{Challenge, Credentials};
use httpauth_tests::{Call, Gate, Seen};

use super::apps::app;
use super::counted::Witness;

const NAME: &str = "J\u{e4}s\u{f8}n";
const WRITTEN: &str = "J%C3%A4s%C3%B8n";
const HOME: &str = "192.0.2.1";

/// A name in the field, and a response over a name and a password.
type Attempt = (&'static str, &'static str, &'static str);

/// Sends an attempt for each of these counts from home, and returns the statuses.
async fn send(router: &Router, attempt: Attempt, counts: RangeInclusive<u32>) -> Vec<u16> {
    send_from(HOME, router, attempt, counts).await
}

async fn send_from(
    address: &str,
    router: &Router,
    attempt: Attempt,
    counts: RangeInclusive<u32>,
) -> Vec<u16> {
    let (written, hashed, password) = attempt;
    let asked = Call::get("/digest").header("x-real-ip", address);
    let challenge = Challenge::of(&asked.send(router).await, "SHA-256");
    let mut statuses = Vec::new();
    for nc in counts {
        let user = Credentials::new(&challenge, hashed, password, "/digest").nc(nc);
        let field = user.set("username", written).header();
        let call = Call::get("/digest").header("x-real-ip", address);
        let answer = call.authorization(field).send(router).await;
        statuses.push(answer.status.as_u16());
    }
    statuses
}

const RIGHT: [Attempt; 2] = [(NAME, NAME, "hello"), (WRITTEN, NAME, "hello")];

/// Ten guesses are ten guesses, in whatever way the name is written.
#[tokio::test]
async fn a_guess_counts_for_the_user_that_it_means() {
    for guess in [(NAME, NAME, "guess"), (WRITTEN, NAME, "guess")] {
        for right in RIGHT {
            let (router, _) = app();
            assert_eq!(send(&router, guess, 1..=9).await, [401; 9]);
            assert_eq!(send(&router, guess, 10..=10).await, [401]);
            assert_eq!(
                send(&router, right, 1..=1).await,
                [429],
                "{guess:?} {right:?}"
            );
        }
    }
}

/// A guess at the user whose own name has percent signs counts for that one too.
#[tokio::test]
async fn a_guess_counts_for_the_user_of_the_written_name() {
    let (router, _) = app();
    let guess = (WRITTEN, WRITTEN, "guess");
    assert_eq!(send(&router, guess, 1..=10).await, [401; 10]);
    let right = (WRITTEN, WRITTEN, "hello");
    assert_eq!(send(&router, right, 1..=1).await, [429]);
}

/// libcurl's right responses are no failures of anybody, so that they may be any number.
#[tokio::test]
async fn a_right_response_is_no_failure() {
    let (router, _) = app();
    assert_eq!(send(&router, RIGHT[1], 1..=120).await, [200; 120]);
    // The user of the written name has not failed either.
    let guess = (WRITTEN, WRITTEN, "guess");
    assert_eq!(send(&router, guess, 1..=9).await, [401; 9]);
    let right = (WRITTEN, WRITTEN, "hello");
    assert_eq!(send(&router, right, 1..=1).await, [200]);
}

/// Whoever owns the written name forgets no guess at the other one by logging in.
#[tokio::test]
async fn one_users_success_is_not_the_others() {
    let (router, _) = app();
    let (guess, own) = ((WRITTEN, NAME, "guess"), (WRITTEN, WRITTEN, "hello"));
    assert_eq!(send(&router, guess, 1..=9).await, [401; 9]);
    assert_eq!(send(&router, own, 1..=1).await, [200]);
    assert_eq!(send(&router, guess, 10..=11).await, [401, 429]);
    assert_eq!(send(&router, RIGHT[0], 1..=1).await, [429]);
}

/// A hundred guesses from elsewhere, however they write the name, do not stop an address from which the user got in.
#[tokio::test]
async fn a_known_client_is_never_stopped() {
    for guess in [(NAME, NAME, "guess"), (WRITTEN, NAME, "guess")] {
        let (router, _) = app();
        assert_eq!(send(&router, RIGHT[1], 1..=1).await, [200]);
        for host in 1..=10 {
            let address = format!("198.51.100.{host}");
            let statuses = send_from(&address, &router, guess, 1..=10).await;
            assert_eq!(statuses, [401; 10]);
        }
        assert_eq!(
            send_from("203.0.113.1", &router, RIGHT[1], 1..=1).await,
            [429]
        );
        assert_eq!(send(&router, RIGHT[1], 1..=3).await, [200; 3], "{guess:?}");
    }
}

/// A right response forgives the failures before it, as with any other client.
#[tokio::test]
async fn a_right_response_forgives() {
    let (router, _) = app();
    let guess = (WRITTEN, NAME, "guess");
    assert_eq!(send(&router, guess, 1..=9).await, [401; 9]);
    assert_eq!(send(&router, RIGHT[1], 1..=1).await, [200]);
    assert_eq!(send(&router, guess, 1..=9).await, [401; 9]);
    assert_eq!(send(&router, RIGHT[1], 1..=1).await, [200]);
}

/// Has room for one count, and is down for all others.
struct OneCount(NonceKey);

impl NonceStore for OneCount {
    type Error = std::io::Error;

    fn key(&self) -> Result<&NonceKey, std::io::Error> {
        Ok(&self.0)
    }

    async fn claim(&self, _: &Nonce, count: NonZeroU32) -> Result<Claim, std::io::Error> {
        match count.get() {
            1 => Ok(Claim::Accepted),
            2 => Ok(Claim::Replayed),
            3 => Ok(Claim::Stale),
            _ => Err(std::io::ErrorKind::NotConnected.into()),
        }
    }
}

#[derive(Clone, FromRef)]
struct Told {
    witness: Arc<Witness>,
    nonces: Arc<OneCount>,
    gate: Gate,
}

#[digest_auth(algorithm = "SHA-256", throttle = Arc<Witness>, nonces = Arc<OneCount>, state = Told)]
struct Auth;

#[get_password]
async fn get_password(
    username: &str,
    State(gate): State<Gate>,
) -> Result<Option<&'static str>, StatusCode> {
    match username {
        "d\u{f6}wn" | "down%C3%A4" => Err(StatusCode::SERVICE_UNAVAILABLE),
        "g\u{f6}ne" => Err(StatusCode::GONE),
        "w\u{e4}its" => {
            gate.pass().await;
            Ok(None)
        }
        NAME | "own%C3%A4" => Ok(Some("hello")),
        _ => Ok(None),
    }
}

#[login_required]
async fn index() {}

/// A response has one end, which the last of the two names makes. What comes of the first one alone is no failure, since the
/// right response is among those that are wrong for it.
#[tokio::test]
async fn the_ends_of_attempts() {
    let seen = Seen::default();
    let gate = Gate::default();
    let router = Router::new().route("/", get(index)).with_state(Told {
        witness: Arc::new(Witness::new(seen.clone(), Some(Admission::Admitted))),
        nonces: Arc::new(OneCount(NonceKey::random().unwrap())),
        gate: gate.clone(),
    });
    let challenge = Challenge::of(&Call::get("/").send(&router).await, "SHA-256");
    let call = |written: &str, hashed: &str, password: &str, count: u32| {
        let user = Credentials::new(&challenge, hashed, password, "/").nc(count);
        Call::get("/").authorization(user.set("username", written).header())
    };
    for (written, hashed, password, count, status, end) in [
        (WRITTEN, NAME, "hello", 1, 200, "Right"),
        (WRITTEN, NAME, "hello", 2, 401, "Unjudged"),
        (WRITTEN, NAME, "hello", 3, 401, "Unjudged"),
        (WRITTEN, NAME, "hello", 4, 503, "Unjudged"),
        (WRITTEN, NAME, "guess", 1, 401, "Wrong"),
        (WRITTEN, WRITTEN, "hello", 1, 401, "Wrong"),
        ("d%C3%B6wn", "d\u{f6}wn", "hello", 1, 503, "Failed"),
        ("g%C3%B6ne", "g\u{f6}ne", "hello", 1, 410, "Wrong"),
        ("down%C3%A4", "down\u{e4}", "hello", 1, 503, "Unjudged"),
        // A user of the name as it is written.
        ("own%C3%A4", "own%C3%A4", "hello", 1, 200, "Unjudged"),
    ] {
        let answer = call(written, hashed, password, count).send(&router).await;
        assert_eq!(answer.status, status, "{written} {count}");
        seen.assert(&[end]);
    }
    // Whoever goes away now has been told by the time that the first name was wrong.
    let call = call("w%C3%A4its", "w\u{e4}its", "hello", 1);
    let task = tokio::spawn(async move { call.send(&router).await });
    gate.until_waiting(1).await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    seen.assert(&["Failed"]);
}
