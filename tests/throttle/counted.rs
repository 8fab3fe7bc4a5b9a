//! What counts as a failure, told to a throttle that writes down what it is told.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, FromRequestParts, State};
use axum::http::{StatusCode, request::Parts};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use httpauth::throttle::{Admission, Attempt, Judged, Throttle, ThrottleKey};
use httpauth::{
    AuthError, CurrentUser, Reason, basic_auth, error_handler, guard, login_required,
    verify_password,
};
use httpauth_tests::{Call, Gate, Seen};

pub(crate) struct Witness {
    key: ThrottleKey,
    seen: Seen,
    admission: Option<Admission>,
}

impl Witness {
    pub(crate) fn new(seen: Seen, admission: Option<Admission>) -> Self {
        Self {
            key: ThrottleKey::random().unwrap(),
            seen,
            admission,
        }
    }
}

impl Throttle for Witness {
    type Error = std::io::Error;

    fn key(&self) -> Result<&ThrottleKey, std::io::Error> {
        Ok(&self.key)
    }

    async fn begin(&self, attempt: &Attempt) -> Result<Admission, std::io::Error> {
        assert!(!attempt.is_known() && attempt.client().is_none());
        self.admission
            .ok_or(std::io::ErrorKind::NotConnected.into())
    }

    fn end(&self, attempt: &Attempt, judged: Judged) {
        let known = if attempt.is_known() { "known " } else { "" };
        self.seen.record(format!("{known}{judged:?}"));
    }
}

#[derive(Clone, FromRef)]
struct App {
    witness: Arc<Witness>,
    gate: Gate,
}

#[basic_auth(throttle = Arc<Witness>, state = App)]
struct Auth;

/// Rejects where the field says so.
struct Picky;

impl<S: Sync> FromRequestParts<S> for Picky {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        if parts.headers.contains_key("x-picky") {
            return Err(StatusCode::IM_A_TEAPOT.into_response());
        }
        Ok(Self)
    }
}

#[verify_password(anonymous)]
async fn verify_password(
    username: &str,
    password: &str,
    _: Picky,
    State(gate): State<Gate>,
) -> Result<Option<String>, Response> {
    match password {
        "waits" => gate.pass().await,
        "down" => return Err(StatusCode::SERVICE_UNAVAILABLE.into_response()),
        "gone" => return Err(StatusCode::GONE.into_response()),
        "expired" => return Err(AuthError::unauthorized().into_response()),
        "disabled" => return Err(AuthError::forbidden().into_response()),
        _ => {}
    }
    Ok((password == "hello").then(|| username.to_owned()))
}

#[error_handler]
fn error_handler(error: &AuthError) -> Response {
    match error.reason() {
        Reason::Throttled => ([("retry-after", "1234")], "later").into_response(),
        _ => "no".into_response(),
    }
}

#[login_required]
async fn index(_: Option<CurrentUser<String>>) {}

#[login_required(optional)]
async fn optional(_: Option<CurrentUser<String>>) {}

fn app(admission: Option<Admission>) -> (Router, Seen, Gate) {
    let (seen, gate) = (Seen::default(), Gate::default());
    let app = App {
        witness: Arc::new(Witness::new(seen.clone(), admission)),
        gate: gate.clone(),
    };
    let layered = Router::new()
        .route("/layered/{id}", get(index))
        .layer(guard(Auth).with_state(app.clone()));
    let router = Router::new()
        .route("/", get(index))
        .route("/optional", get(optional))
        .merge(layered)
        .with_state(app);
    (router, seen, gate)
}

/// An attempt has one end, which the verdict makes, whether the client is known or not.
#[tokio::test]
async fn the_ends_of_attempts() {
    for (admission, known) in [(Admission::Admitted, ""), (Admission::Known, "known ")] {
        let (router, seen, _) = app(Some(admission));
        for (path, password, end) in [
            ("/", "hello", "Right"),
            ("/", "guess", "Wrong"),
            ("/", "expired", "Wrong"),
            ("/", "disabled", "Wrong"),
            ("/", "gone", "Wrong"),
            ("/", "down", "Failed"),
            // A guard behind a layer takes what that one has judged.
            ("/layered/1", "hello", "Right"),
            ("/layered/1", "guess", "Wrong"),
        ] {
            Call::get(path).basic("john", password).send(&router).await;
            seen.assert(&[&format!("{known}{end}")]);
        }
        // An extractor rejects before the password is looked at.
        let call = Call::get("/").header("x-picky", "");
        call.basic("john", "hello").send(&router).await;
        seen.assert(&[&format!("{known}Unjudged")]);
    }
}

/// What is no attempt to log in is not counted.
#[tokio::test]
async fn no_attempt() {
    let (router, seen, _) = app(Some(Admission::Admitted));
    for call in [
        Call::get("/"),
        Call::get("/optional"),
        Call::get("/").authorization("Basic"),
        Call::get("/").authorization("Basic !"),
        Call::get("/").bearer("token"),
        Call::get("/").basic("john", "hello").basic("john", "hello"),
    ] {
        call.send(&router).await;
        seen.assert(&[]);
    }
}

/// A client that goes away while its password is verified is told of, whether it got in before or not. It could otherwise
/// guess without limit where a right password is found sooner than a wrong one.
#[tokio::test]
async fn who_goes_away() {
    for (admission, end) in [
        (Admission::Admitted, "Abandoned"),
        (Admission::Known, "known Abandoned"),
    ] {
        let (router, seen, gate) = app(Some(admission));
        let call = async move { Call::get("/").basic("john", "waits").send(&router).await };
        let call = tokio::spawn(call);
        gate.until_waiting(1).await;
        seen.assert(&[]);
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
        seen.assert(&[end]);
    }
}

/// A throttle that cannot answer lets nobody in, and gives no reason. One that refuses has the last word on the time, but for
/// the error handler's.
#[tokio::test(start_paused = true)]
async fn what_the_throttle_answers() {
    let retry_after = Duration::from_millis(1500);
    for (admission, status, body) in [
        (None, 503, "Service Unavailable"),
        (Some(Admission::Refused { retry_after }), 429, "later"),
        (Some(Admission::Busy), 429, "later"),
    ] {
        let (router, seen, _) = app(admission);
        let answer = Call::get("/").basic("john", "hello").send(&router).await;
        assert_eq!((answer.status.as_u16(), &*answer.body), (status, body));
        let seconds = answer.error().and_then(AuthError::retry_after);
        let expected = match admission {
            None => None,
            Some(Admission::Refused { .. }) => Some(2),
            Some(_) => Some(1),
        };
        assert_eq!(seconds.map(|time| time.as_secs()), expected);
        if status == 429 {
            assert_eq!(answer.values("retry-after"), ["1234"]);
        }
        seen.assert(&[]);
    }
}
