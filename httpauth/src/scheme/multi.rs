//! Several schemes on one route: the first member that the request's credentials belong to decides alone.

mod roles;

use std::future::Future;

use axum::extract::FromRef;
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use super::field;
use crate::authenticator::{
    Authenticator, Grant, Info, Outcome, PresenceOf, Refusal, Scheme, UserOf, answer,
};
use crate::callback::{Takes, slots};
use crate::rejection::{AuthError, Challenges, Reason};
use crate::user::{Presence, Required};

/// The scheme of the objects that `#[multi_auth]` declares: the members as a list, `(A, (B, ()))`.
#[derive(Debug)]
pub struct Multi<Members>(std::convert::Infallible, std::marker::PhantomData<Members>);

impl<M> Takes<slots::ErrorHandler> for Multi<M> {}

/// A member of a multi object, whose user type is `U`.
#[diagnostic::on_unimplemented(
    message = "the members of a `#[multi_auth]` object answer one user type: `{Self}` does not answer `{U}`",
    label = "answers another user type than the first member",
    note = "let the callbacks of all members answer the same user type"
)]
pub trait Member<U>: Authenticator<Scheme: Scheme<Self, User = U>> {}

#[diagnostic::do_not_recommend]
impl<A: Authenticator<Scheme: Scheme<A, User = U>>, U> Member<U> for A {}

/// Compiles for a member of an object whose user type is `U`.
pub const fn is_member<A: Member<U>, U>() {}

/// The members of a multi object as a list.
pub trait Members<U>: Send + Sync + 'static {
    /// The members' states.
    type State: Send + Sync + 'static;

    /// Whether any member lets requests without credentials pass.
    type Presence: Presence;

    /// The member that the credentials belong to, and its own `Via`.
    type Via: Copy + Default + Send + Sync + 'static;

    /// Whether the credentials belong to any member.
    fn claims(headers: &HeaderMap) -> bool;

    /// Marks the credentials of every member sensitive, be it asked or not.
    fn hide(headers: &mut HeaderMap);

    /// Lets the first member that claims the credentials decide; without credentials, the first that lets them pass.
    fn authenticate(
        claimed: bool,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Outcome<U, Self::Via, Option<Box<[u8]>>>> + Send;

    /// Adds the challenges of every member.
    fn challenges(
        reason: Reason,
        scope: Option<&str>,
        parts: &mut Parts,
        state: &Self::State,
        challenges: &mut Vec<HeaderValue>,
    ) -> impl Future<Output = Result<(), Box<Response>>> + Send;

    /// The answer of the member that refuses; `None` if it is none of these.
    fn refuse(
        reason: Reason,
        scope: Option<&'static str>,
        via: Self::Via,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Option<Response>> + Send;
}

/// A member of the list, or one of the rest of it; `Neither` for credentials that belong to none.
#[derive(Clone, Copy, Debug, Default)]
pub enum Via<A, B> {
    /// The first of the list.
    First(A),
    /// One of the rest.
    Rest(B),
    /// None of them.
    #[default]
    Neither,
}

/// The states of the list. Not `Clone`, so that it does not overlap with axum's `impl<T: Clone> FromRef<T> for T`.
#[derive(Debug)]
pub struct States<A, B>(A, B);

impl<S, A: FromRef<S>, B: FromRef<S>> FromRef<S> for States<A, B> {
    fn from_ref(state: &S) -> Self {
        Self(A::from_ref(state), B::from_ref(state))
    }
}

/// The end of the list.
impl<U: Send + Sync + 'static> Members<U> for () {
    type State = crate::authenticator::AnyState;
    type Presence = Required;
    type Via = ();

    fn claims(_: &HeaderMap) -> bool {
        false
    }

    fn hide(_: &mut HeaderMap) {}

    async fn authenticate(
        _: bool,
        _: &mut Parts,
        _: &Self::State,
    ) -> Outcome<U, (), Option<Box<[u8]>>> {
        Ok(None)
    }

    async fn challenges(
        _: Reason,
        _: Option<&str>,
        _: &mut Parts,
        _: &Self::State,
        _: &mut Vec<HeaderValue>,
    ) -> Result<(), Box<Response>> {
        Ok(())
    }

    async fn refuse(
        _: Reason,
        _: Option<&'static str>,
        (): (),
        _: &mut Parts,
        _: &Self::State,
    ) -> Option<Response> {
        None
    }
}

impl<U: Send + Sync + 'static, A: Member<U>, M: Members<U>> Members<U> for (A, M) {
    type State = States<A::State, M::State>;
    type Presence = <PresenceOf<A> as Presence>::Or<M::Presence>;
    type Via = Via<<A::Scheme as Scheme<A>>::Via, M::Via>;

    fn claims(headers: &HeaderMap) -> bool {
        A::Scheme::claims(headers) || M::claims(headers)
    }

    fn hide(headers: &mut HeaderMap) {
        A::Scheme::hide(headers);
        M::hide(headers);
    }

    async fn authenticate(
        claimed: bool,
        parts: &mut Parts,
        States(first, rest): &Self::State,
    ) -> Outcome<U, Self::Via, Option<Box<[u8]>>> {
        if !claimed || A::Scheme::claims(&parts.headers) {
            let outcome = A::Scheme::authenticate(parts, first).await;
            // A member that claims the credentials decides alone: no other is asked, whatever it says.
            if claimed || !matches!(outcome, Ok(None)) {
                return via(outcome, Via::First);
            }
        }
        via(M::authenticate(claimed, parts, rest).await, Via::Rest)
    }

    async fn challenges(
        reason: Reason,
        scope: Option<&str>,
        parts: &mut Parts,
        States(first, rest): &Self::State,
        challenges: &mut Vec<HeaderValue>,
    ) -> Result<(), Box<Response>> {
        match A::Scheme::challenges(reason, scope, parts, first).await? {
            Challenges::One(one) => challenges.extend(one),
            Challenges::Many(many) => challenges.extend(many),
        }
        M::challenges(reason, scope, parts, rest, challenges).await
    }

    async fn refuse(
        reason: Reason,
        scope: Option<&'static str>,
        via: Self::Via,
        parts: &mut Parts,
        States(first, rest): &Self::State,
    ) -> Option<Response> {
        match via {
            Via::First(via) => Some(A::Scheme::refuse(reason, scope, via, parts, first).await),
            Via::Rest(via) => M::refuse(reason, scope, via, parts, rest).await,
            Via::Neither => None,
        }
    }
}

/// The outcome of a member, with the way to it.
fn via<U, V, W, I: Info>(
    outcome: Outcome<U, V, I>,
    way: impl Fn(V) -> W,
) -> Outcome<U, W, Option<Box<[u8]>>> {
    match outcome {
        Ok(grant) => Ok(grant.map(|Grant { user, info, via }| Grant {
            user,
            info: info.value(),
            via: way(via),
        })),
        Err(Refusal::Because(reason, via, scope)) => Err(Refusal::Because(reason, way(via), scope)),
        Err(Refusal::With(response)) => Err(Refusal::With(response)),
    }
}

impl<A, F, M> Scheme<A> for Multi<(F, M)>
where
    A: Authenticator<State = <(F, M) as Members<UserOf<F>>>::State>,
    F: Authenticator,
    (F, M): Members<UserOf<F>>,
{
    type User = UserOf<F>;
    type Presence = <(F, M) as Members<UserOf<F>>>::Presence;
    type Via = <(F, M) as Members<UserOf<F>>>::Via;
    type Info = Option<Box<[u8]>>;

    fn claims(headers: &HeaderMap) -> bool {
        <(F, M)>::claims(headers)
    }

    fn hide(headers: &mut HeaderMap) {
        <(F, M)>::hide(headers);
    }

    async fn authenticate(
        parts: &mut Parts,
        state: &A::State,
    ) -> Outcome<UserOf<F>, Self::Via, Self::Info> {
        let claimed = <(F, M)>::claims(&parts.headers);
        <(F, M)>::hide(&mut parts.headers);
        let foreign = field::only(&mut parts.headers, &AUTHORIZATION).map(|field| field.is_some());
        match (claimed, foreign) {
            // Credentials that belong to none of the members are not right, even where none are needed.
            (false, Ok(true)) => Err(Refusal::Because(Reason::Missing, Default::default(), None)),
            (false, Err(reason)) => Err(Refusal::Because(reason, Default::default(), None)),
            (claimed, _) => <(F, M)>::authenticate(claimed, parts, state).await,
        }
    }

    async fn challenges(
        reason: Reason,
        scope: Option<&str>,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        let mut challenges = Vec::new();
        <(F, M)>::challenges(reason, scope, parts, state, &mut challenges).await?;
        Ok(Challenges::Many(challenges))
    }

    async fn refuse(
        reason: Reason,
        scope: Option<&'static str>,
        via: Self::Via,
        parts: &mut Parts,
        state: &A::State,
    ) -> Response {
        match <(F, M)>::refuse(reason, scope, via, parts, state).await {
            Some(response) => response,
            None => answer::<A, Self>(reason, scope, parts, state).await,
        }
    }
}

/// The error handler of the first member, for requests that belong to none of them.
pub async fn first_error_handler<F: Authenticator, B>(
    error: &AuthError,
    parts: &mut Parts,
    States(first, _): &States<F::State, B>,
) -> Response {
    F::error_handler(error, parts, first).await
}
