//! The order of the guard's steps, and the rule that it decides by.

use std::future::Future;
use std::marker::PhantomData;

use axum::extract::FromRef;
use axum::http::request::Parts;
use axum::http::{self, HeaderValue};
use axum::response::Response;

use crate::authenticator::{Authenticator, GrantOf, Scheme, UserOf};
use crate::event;
use crate::granted;
use crate::label::Named;
use crate::outcome::{Answered, Denied, Grant, Info, Refusal};
use crate::registry::Alternative;
use crate::rejection::{AuthError, Reason};
use crate::respond::{Admitted, Answering, Refuse, Respond, set_cache_control};
use crate::scheme::field::InHead;
use crate::scope::ScopeOf;
use crate::user::Presence;

use super::kept::{TakesRoles, Untaken};
use super::scope;

pub(super) type SchemeOf<R> = <<R as Rule>::Auth as Authenticator>::Scheme;
pub(super) type StateOf<R> = <<R as Rule>::Auth as Authenticator>::State;

/// The value that the guard of the rule `R` holds for the handler.
type Held<R> = <<R as Rule>::Presence as Presence>::Held<UserOf<<R as Rule>::Auth>>;

/// The steps of a guard that differ between policies.
pub trait Rule: Send + Sync + 'static {
    /// The auth object that authenticates.
    type Auth: Authenticator;

    /// The presence of the guard, which is `Required`, or `Optional` to let requests without credentials pass.
    type Presence: Presence;

    /// The scope that the rule asks for (RFC 6750 section 3). `None` if it names no roles, or a permission in every
    /// alternative.
    const SCOPE: Option<ScopeOf> = None;

    /// Returns the alternatives of the rule, for the access matrix. It is empty if the rule admits every user.
    fn terms() -> Vec<Alternative> {
        Vec::new()
    }

    /// Checks the role rule, and leaves the roles that it asks for to `T`. By default there is no rule.
    fn authorize<T: TakesRoles<Self::Auth>>(
        _: &GrantOf<Self::Auth>,
        _: &mut Parts,
        _: &StateOf<Self>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async { Ok(()) }
    }

    /// Leaves the user for what is further in. By default it is handed over to the handler alone.
    fn publish(_: Option<&GrantOf<Self::Auth>>, _: &mut Parts) {}
}

/// The rule that admits every user of the auth object `A`.
#[derive(Debug)]
pub struct AnyUser<A, P>(PhantomData<fn() -> (A, P)>);

impl<A: Authenticator, P: Presence> Rule for AnyUser<A, P> {
    type Auth = A;
    type Presence = P;
}

/// The rule `R` of a guard that leaves the user for what is further in.
#[derive(Debug)]
pub struct Published<R>(PhantomData<fn() -> R>);

impl<R: Rule> Rule for Published<R>
where
    UserOf<R::Auth>: Publish,
{
    type Auth = R::Auth;
    type Presence = R::Presence;
    const SCOPE: Option<ScopeOf> = R::SCOPE;

    fn terms() -> Vec<Alternative> {
        R::terms()
    }

    fn authorize<T: TakesRoles<R::Auth>>(
        grant: &GrantOf<R::Auth>,
        parts: &mut Parts,
        state: &StateOf<R>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        R::authorize::<T>(grant, parts, state)
    }

    fn publish(grant: Option<&GrantOf<R::Auth>>, parts: &mut Parts) {
        R::publish(grant, parts);
        let user = grant.and_then(|grant| grant.user.as_ref());
        granted::publish(user, &mut parts.extensions);
        scope::leave::<R>(parts);
        if let Some(grant) = grant {
            SchemeOf::<R>::remember(user, grant.member, parts);
        }
    }
}

/// The state of an auth object, held by the state `S` of a router or a layer.
#[diagnostic::on_unimplemented(
    message = "the auth object needs the state `{Self}`, but its layer has `{S}`",
    label = "the state `{Self}` is missing here",
    note = "write `guard(Auth).with_state(state)`, where `state` is a `{Self}` or holds one by `FromRef`"
)]
pub trait HeldBy<S>: FromRef<S> {}

#[diagnostic::do_not_recommend]
impl<T: FromRef<S>, S> HeldBy<S> for T {}

/// A user type that a guard can leave in the request's extensions.
#[diagnostic::on_unimplemented(
    message = "the user type `{Self}` is not `Clone`, so this guard cannot put it into the request's extensions",
    label = "the user type `{Self}` is not `Clone`",
    note = "write `#[derive(Clone)]` above `{Self}`, or let the callback return an `Arc<{Self}>`"
)]
pub trait Publish: Clone + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<U: Clone + Send + Sync + 'static> Publish for U {}

/// Runs the guard of the rule `R`.
///
/// `label` names the policy in events. `hand_over` makes the handler's parameter of what the guard holds. It comes from the
/// expansion, where the compiler then shows a wrong `CurrentUser<T>`.
///
/// # Errors
///
/// The response that refuses the request, or the response of a callback that failed.
#[expect(
    clippy::manual_async_fn,
    reason = "so a mistake in the bounds is not told a second time, of the future"
)]
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

/// Makes the refusal of a known user, whose member challenges.
pub(super) fn forbidden(member: u8) -> Refusal {
    Refusal::Denied(Denied {
        member: Some(member),
        ..Denied::by_object(Reason::Forbidden)
    })
}
