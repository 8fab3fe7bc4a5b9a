//! The step that refuses a request after too many failed attempts.
//!
//! It stands between the credentials and the callback that verifies. The username is known only there, and each member of a
//! multi object has a throttle of its own. An attempt is counted as in flight before the callback runs, so that many
//! attempts at once do not all pass a limit.

use std::any::type_name;
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Once;
use std::time::Duration;

use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::realm::{self, HasRealm};
use super::unavailable;
use crate::callback::Decision;
use crate::client;
use crate::clock::{retry_seconds, sleep};
use crate::outcome::{Denied, Refusal};
use crate::rejection::Reason;
use crate::throttle::{Admission, Attempt, Judged, Throttle};

/// An auth object that may have a throttle, and a `#[client_ip]`.
pub trait HasThrottle: HasRealm {
    /// The step, which is [`Throttled`], or [`Unthrottled`] to cost nothing.
    type Throttle: Step;

    /// `true` if the `client_ip` slot is filled.
    const ASKS_CLIENT: bool;

    /// Returns the step, with the throttle taken from the state.
    fn throttle(state: &Self::State) -> Self::Throttle;

    /// Calls the callback in the `client_ip` slot. Returns `None` if the slot is empty.
    fn ask_client(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<IpAddr>, Response>> + Send;

    /// Returns the mark that the log says once what a throttle cannot do without a `#[client_ip]`.
    fn warned() -> &'static Once;
}

/// The step of an object with or without a throttle.
pub trait Step: Sized + Send + Sync {
    /// The attempt that has begun. By default there is none.
    type Begun: Begun + Default;

    /// `true` if attempts are counted.
    const COUNTS: bool;

    /// Begins an attempt to log in as `username`. `None` if nothing counts it, and there is nothing to await.
    fn begin<A: HasThrottle>(self, username: &str, parts: &Parts)
    -> Option<Beginning<Self::Begun>>;
}

/// The beginning of an attempt.
///
/// It is boxed, so that the guards have no room for it where the password is verified.
///
/// # Errors
///
/// The reason [`Reason::Throttled`], 503 for a throttle that fails, 500 for a realm without a value.
pub(crate) type Beginning<B> = Pin<Box<dyn Future<Output = Result<B, Refusal>> + Send>>;

/// An attempt that has begun, and ends when it is dropped.
pub trait Begun: Send {
    /// Notes how it ends. An attempt that has just begun is not judged.
    fn set(&mut self, judged: Judged);
}

/// The step of an object without a throttle.
#[derive(Debug)]
pub struct Unthrottled;

impl Step for Unthrottled {
    type Begun = ();

    const COUNTS: bool = false;

    #[inline]
    fn begin<A: HasThrottle>(self, _: &str, _: &Parts) -> Option<Beginning<()>> {
        None
    }
}

impl Begun for () {
    #[inline]
    fn set(&mut self, _: Judged) {}
}

/// The step of an object with the throttle `T`.
#[derive(Debug)]
pub struct Throttled<T>(pub T);

impl<T: Throttle + 'static> Step for Throttled<T> {
    type Begun = Counted<T>;

    const COUNTS: bool = true;

    fn begin<A: HasThrottle>(self, username: &str, parts: &Parts) -> Option<Beginning<Counted<T>>> {
        let attempt = attempt::<A, T>(&self.0, username, parts);
        Some(Box::pin(async move {
            let (Self(throttle), attempt) = (self, attempt?);
            let mut admission = throttle.begin(&attempt).await.map_err(unavailable)?;
            if admission == Admission::Busy {
                admission = wait(&throttle, &attempt).await?;
            }
            let is_known = match admission {
                Admission::Admitted => false,
                Admission::Known => true,
                Admission::Busy => return Err(throttled(Duration::ZERO)),
                Admission::Refused { retry_after } => return Err(throttled(retry_after)),
            };
            Ok(Counted(Some(Box::new(Counting {
                throttle,
                attempt: attempt.known(is_known),
                judged: Judged::Unjudged,
            }))))
        }))
    }
}

/// An attempt that a throttle counts. There is none for a request without credentials.
pub struct Counted<T: Throttle>(Option<Box<Counting<T>>>);

struct Counting<T: Throttle> {
    throttle: T,
    attempt: Attempt,
    judged: Judged,
}

impl<T: Throttle> std::fmt::Debug for Counted<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Counted").finish_non_exhaustive()
    }
}

impl<T: Throttle> Default for Counted<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Throttle> Begun for Counted<T> {
    fn set(&mut self, judged: Judged) {
        if let Some(counting) = &mut self.0 {
            counting.judged = judged;
        }
    }
}

impl<T: Throttle> Drop for Counting<T> {
    fn drop(&mut self) {
        self.throttle.end(&self.attempt, self.judged);
    }
}

/// Begins an attempt at the auth object `A`, as [`Step::begin`] does.
#[inline]
pub(super) fn begin<A: HasThrottle>(
    username: &str,
    parts: &Parts,
    state: &A::State,
) -> Option<Beginning<BegunOf<A>>> {
    A::throttle(state).begin::<A>(username, parts)
}

/// The attempt that has begun, of the auth object `A`.
pub(super) type BegunOf<A> = <<A as HasThrottle>::Throttle as Step>::Begun;

/// Notes a callback's decision, or its failure.
pub(super) fn note<U>(begun: &mut impl Begun, decision: &Result<Decision<U>, Response>) {
    match decision {
        Ok(Decision::Accepted(_)) => begun.set(Judged::Right),
        Err(response) if response.status().is_server_error() => begun.set(Judged::Failed),
        Ok(Decision::Refused) | Err(_) => begun.set(Judged::Wrong),
    }
}

/// Notes the response of a callback, if there is one.
///
/// A failure that is the server's leaves the end that was noted before. Any other answer refuses the credentials.
pub(super) fn note_failure(begun: &mut impl Begun, response: Option<&Response>) {
    if response.is_some_and(|response| !response.status().is_server_error()) {
        begun.set(Judged::Wrong);
    }
}

/// Returns the attempt as the throttle sees it.
fn attempt<A: HasThrottle, T: Throttle>(
    throttle: &T,
    username: &str,
    parts: &Parts,
) -> Result<Attempt, Response> {
    if !A::ASKS_CLIENT {
        A::warned().call_once(|| warn(A::REGISTRY.object()));
    }
    let key = throttle.key().map_err(unavailable)?;
    let realm = realm::text::<A>(parts).map_err(IntoResponse::into_response)?;
    let client = client::told(&parts.extensions);
    Ok(key.attempt([type_name::<A>(), realm], username, client))
}

/// Asks again until there is room, for four seconds at most.
///
/// A browser that loads a page has many requests with one right password in flight, which wait here for one another. On a
/// runtime without a timer nobody can wait.
async fn wait<T: Throttle>(throttle: &T, attempt: &Attempt) -> Result<Admission, Response> {
    for round in 1..=36 {
        let milliseconds: u64 = 1 << round.min(7);
        let Some(moment) = sleep(Duration::from_millis(milliseconds)) else {
            break;
        };
        moment.await;
        let admission = throttle.begin(attempt).await.map_err(unavailable)?;
        if admission != Admission::Busy {
            return Ok(admission);
        }
    }
    Ok(Admission::Busy)
}

fn throttled(retry_after: Duration) -> Refusal {
    Refusal::Denied(Denied {
        member: Some(0),
        retry_after: Some(retry_seconds(retry_after)),
        ..Denied::by_object(Reason::Throttled)
    })
}

#[cfg(feature = "tracing")]
#[cold]
fn warn(object: &str) {
    tracing::warn!(
        name: "httpauth.throttle.no_client_ip",
        target: "httpauth",
        object,
        "the throttle counts by user alone, so that anybody can hold up anybody; write `#[client_ip]`"
    );
}

#[cfg(not(feature = "tracing"))]
#[cold]
fn warn(_: &str) {}
