//! The guard's steps, in their order.

use std::future::Future;

use axum::extract::FromRef;
use axum::http::request::Parts;
use axum::http::{self, HeaderValue};
use axum::response::Response;

use super::kept::Untaken;
use super::rule::{Rule, SchemeOf, StateOf};
use super::scope;
use crate::authenticator::{Authenticator, GrantOf, Scheme, UserOf};
use crate::event;
use crate::label::Named;
use crate::outcome::{Answered, Denied, Grant, Info, Refusal};
use crate::rejection::{AuthError, Reason};
use crate::respond::{Admitted, Answering, Refuse, Respond, set_cache_control};
use crate::scheme::field::InHead;
use crate::user::Presence;

/// The value that the guard of the rule `R` holds for the handler.
type Held<R> = <<R as Rule>::Presence as Presence>::Held<UserOf<<R as Rule>::Auth>>;

/// Runs the guard of the rule `R`.
///
/// `label` names the policy in events. `hand_over` makes the handler's parameter of what the guard holds. It comes from the
/// expansion, where the compiler then shows a wrong `CurrentUser<T>`.
///
/// # Errors
///
/// The response that refuses the request, or the response of a callback that failed.
pub fn enter<R, User, S>(
    parts: &mut Parts,
    state: &S,
    label: impl Named,
    hand_over: impl FnOnce(Held<R>) -> User + Send,
) -> impl Future<Output = Result<(User, Respond), Response>> + Send
where
    R: Rule,
    StateOf<R>: FromRef<S>,
    S: Sync,
{
    async move {
        let state = StateOf::<R>::from_ref(state);
        // Each step ends before the next one waits, so that the future holds the values of one step at a time.
        let refusal = {
            // `optional` asks no role of a request without a user.
            let asked = |grant: &GrantOf<R::Auth>| grant.user.is_some() || !R::Presence::OPTIONAL;
            let grant = SchemeOf::<R>::authenticate(InHead, parts, &state).await;
            let grant = grant.map(|grant| grant.filter(asked));
            let authorized = match &grant {
                Ok(Some(grant)) => {
                    let authorized = R::authorize::<Untaken>(grant, parts, &state).await;
                    authorized.map_err(|refusal| refusal.by(grant.member))
                }
                _ => Ok(()),
            };
            match (grant, authorized) {
                (Ok(grant), Ok(())) => match admit::<R>(grant, parts) {
                    Some((held, admitted)) => {
                        let refuse = refuse_later::<R>(parts, state, label);
                        return Ok((hand_over(held), Respond::new(admitted, refuse)));
                    }
                    None => Denied::by_object(Reason::Missing).into(),
                },
                (Err(refusal), _) | (_, Err(refusal)) => refusal,
            }
        };
        Err(refuse::<R>(refusal, parts, &state, label).await)
    }
}

/// Returns the value that the guard holds for the handler, and the admission that the response shows. `None` if there is
/// no user where the guard requires one.
fn admit<R: Rule>(
    grant: Option<GrantOf<R::Auth>>,
    parts: &mut Parts,
) -> Option<(Held<R>, Admitted)> {
    R::publish(grant.as_ref(), parts);
    let (user, admitted) = match grant {
        Some(Grant {
            user: Some(user),
            info,
            member,
        }) => {
            let info = info.value();
            (Some(Some(user)), Admitted::User { info, member })
        }
        grant => (
            grant.map(|_| None),
            Admitted::Anonymous(SchemeOf::<R>::vary),
        ),
    };
    let held = R::Presence::admit(user)?;
    event::admitted(R::Auth::REGISTRY, matches!(admitted, Admitted::User { .. }));
    Some((held, admitted))
}

/// Answers the request that may not pass.
async fn refuse<R: Rule>(
    refusal: Refusal,
    parts: &mut Parts,
    state: &StateOf<R>,
    label: impl Named,
) -> Response {
    let (member, mut answered) = match refusal {
        Refusal::Failed(response) => (None, Answered::from(response)),
        Refusal::Denied(mut denied) => {
            scope::name::<R>(&mut denied, parts);
            let answered = SchemeOf::<R>::refuse(&denied, parts, state).await;
            (denied.member, answered)
        }
    };
    // A callback may answer 404 or 301, which caches store by default (RFC 9110 section 15.1).
    set_cache_control(
        answered.response.headers_mut(),
        const { HeaderValue::from_static("no-store") },
    );
    let member = SchemeOf::<R>::member(member);
    event::refused(R::Auth::REGISTRY, member, label(), &answered);
    answered.response
}

/// Returns the function that answers if something further in refuses the request.
///
/// The request is on its way to the handler then. Callbacks that have extractors see a copy of its head, which is made
/// only for these.
fn refuse_later<R: Rule>(parts: &Parts, state: StateOf<R>, label: impl Named) -> Refuse {
    if SchemeOf::<R>::ANSWERS_BY_HEAD {
        let parts = Box::new(parts.clone());
        return Box::new(move |denied| refuse_now::<R>(denied, *parts, state, label));
    }
    match scope::outer::<R>(parts).cloned() {
        Some(outer) => Box::new(move |denied| {
            let mut no_head = no_head();
            no_head.extensions.insert(outer);
            refuse_now::<R>(denied, no_head, state, label)
        }),
        None => Box::new(move |denied| refuse_now::<R>(denied, no_head(), state, label)),
    }
}

/// Returns an empty head. What the application refuses by itself always has its error in the extensions, since nobody
/// knows any more if it was asked for.
fn no_head() -> Parts {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    AuthError::ask_for(&mut parts.extensions);
    parts
}

fn refuse_now<R: Rule>(
    denied: Denied,
    mut parts: Parts,
    state: StateOf<R>,
    label: impl Named,
) -> Answering {
    Box::pin(async move { refuse::<R>(denied.into(), &mut parts, &state, label).await })
}
