//! The members of a multi object, as a list.

use std::borrow::Borrow;
use std::future::Future;

use axum::http::header::{HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use super::states::States;
use crate::authenticator::{AnyState, Authenticator, Look, PresenceOf, Scheme};
use crate::outcome::{Answered, Denied, Grant, Info, Outcome, Refusal};
use crate::registry::Registry;
use crate::rejection::{AuthError, Challenges, Reason, default_response};
use crate::user::{Presence, Required};

/// A member of a multi object, whose user type is `U`.
#[diagnostic::on_unimplemented(
    message = "the members of a `#[multi_auth]` object must return one user type, but `{Self}` does not return `{U}`",
    label = "returns another user type than the first member",
    note = "let the callbacks of all members return the same user type"
)]
pub trait Member<U>: Authenticator<Scheme: Scheme<Self, User = U>> {}

#[diagnostic::do_not_recommend]
impl<A: Authenticator<Scheme: Scheme<A, User = U>>, U> Member<U> for A {}

/// Asserts at compile time that `A` is a member of an object whose user type is `U`.
pub const fn is_member<A: Member<U>, U>() -> bool {
    true
}

/// The member that a request's credentials belong to, or the reason why the object itself refuses them.
pub(super) type Owner = Result<Option<u8>, Reason>;

/// The members of a multi object as a list. A member is named by its number, counted over nested objects too.
pub trait Members<U>: Send + Sync + 'static {
    /// The members' states.
    type State: Send + Sync + 'static;

    /// The decision whether requests without credentials may pass. Any member may let them.
    type Presence: Presence;

    /// The number of members.
    const COUNT: u8;

    /// `true` if a callback with extractors takes part in an answer of a member.
    const ANSWERS_BY_HEAD: bool;

    /// `true` if a member's challenges name a scope.
    const SCOPED: bool;

    /// Returns the registry of `member`. `None` if the list has no such member.
    fn member(member: u8) -> Option<&'static Registry>;

    /// Returns the first member that the credentials belong to.
    fn owner(authorization: Option<&[u8]>, headers: &HeaderMap) -> Option<u8>;

    /// Marks the credentials of every member as sensitive, whether it is asked or not.
    fn mark_sensitive(headers: &mut HeaderMap);

    /// Adds the fields of every member to `Vary`.
    fn vary(headers: &mut HeaderMap);

    /// Puts credentials that stand elsewhere into the field of the credentials, member by member.
    ///
    /// # Errors
    ///
    /// The reason of the first member that refuses.
    fn take_up(parts: &mut Parts) -> Result<(), Reason>;

    /// Removes the realms of an outer guard, since a member that is not asked to authenticate may have to challenge.
    fn forget_realms(parts: &mut Parts);

    /// Lets the owner decide. Without one, the first member that lets the request pass decides.
    ///
    /// `found` is the field that they judge. `begin` is the number of the first member of this list in the object's.
    ///
    /// # Errors
    ///
    /// The refusal of `owner` by the object itself, or that of a member.
    fn authenticate(
        owner: Owner,
        found: impl Look,
        begin: u8,
        parts: &mut Parts,
        states: impl Borrow<Self::State> + Send + Sync,
    ) -> impl Future<Output = Outcome<U, Option<Box<[u8]>>>> + Send;

    /// Leaves the grant of `member` for the guards further in.
    fn remember(user: Option<&U>, member: u8, parts: &mut Parts)
    where
        U: Clone;

    /// Adds the challenges of every member.
    fn challenges(
        denied: &Denied,
        parts: &mut Parts,
        state: &Self::State,
        challenges: &mut Vec<HeaderValue>,
    ) -> impl Future<Output = Result<(), Box<Response>>> + Send;

    /// Returns the response of `member`, which refuses the request. `None` if the list has no such member.
    fn refuse(
        member: u8,
        denied: &Denied,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Option<Answered>> + Send;

    /// Returns the answer of the first member's error handler.
    fn first_error_handler(
        error: &AuthError,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Response> + Send;
}

/// The end of the list.
impl<U: Send + Sync + 'static> Members<U> for () {
    type State = AnyState;
    type Presence = Required;
    const COUNT: u8 = 0;
    const ANSWERS_BY_HEAD: bool = false;
    const SCOPED: bool = false;

    fn member(_: u8) -> Option<&'static Registry> {
        None
    }

    fn owner(_: Option<&[u8]>, _: &HeaderMap) -> Option<u8> {
        None
    }

    fn mark_sensitive(_: &mut HeaderMap) {}

    fn vary(_: &mut HeaderMap) {}

    fn take_up(_: &mut Parts) -> Result<(), Reason> {
        Ok(())
    }

    fn forget_realms(_: &mut Parts) {}

    async fn authenticate(
        _: Owner,
        _: impl Look,
        _: u8,
        _: &mut Parts,
        _: impl Borrow<Self::State> + Send + Sync,
    ) -> Outcome<U, Option<Box<[u8]>>> {
        Ok(None)
    }

    fn remember(_: Option<&U>, _: u8, _: &mut Parts) {}

    async fn challenges(
        _: &Denied,
        _: &mut Parts,
        _: &Self::State,
        _: &mut Vec<HeaderValue>,
    ) -> Result<(), Box<Response>> {
        Ok(())
    }

    async fn refuse(_: u8, _: &Denied, _: &mut Parts, _: &Self::State) -> Option<Answered> {
        None
    }

    async fn first_error_handler(error: &AuthError, _: &mut Parts, _: &Self::State) -> Response {
        default_response(error)
    }
}

impl<U: Send + Sync + 'static, A: Member<U>, M: Members<U>> Members<U> for (A, M) {
    type State = States<A::State, M::State>;
    type Presence = <PresenceOf<A> as Presence>::Or<M::Presence>;
    const COUNT: u8 = A::Scheme::MEMBERS + M::COUNT;
    const ANSWERS_BY_HEAD: bool = A::Scheme::ANSWERS_BY_HEAD || M::ANSWERS_BY_HEAD;
    const SCOPED: bool = A::Scheme::SCOPED || M::SCOPED;

    fn member(member: u8) -> Option<&'static Registry> {
        match member.checked_sub(A::Scheme::MEMBERS) {
            None => Some(A::Scheme::member(Some(member))),
            Some(member) => M::member(member),
        }
    }

    fn owner(authorization: Option<&[u8]>, headers: &HeaderMap) -> Option<u8> {
        A::Scheme::owner(authorization, headers)
            .or_else(|| M::owner(authorization, headers).map(|member| A::Scheme::MEMBERS + member))
    }

    fn mark_sensitive(headers: &mut HeaderMap) {
        A::Scheme::mark_sensitive(headers);
        M::mark_sensitive(headers);
    }

    fn vary(headers: &mut HeaderMap) {
        A::Scheme::vary(headers);
        M::vary(headers);
    }

    fn take_up(parts: &mut Parts) -> Result<(), Reason> {
        let taken = A::Scheme::take_up(parts);
        taken.and(M::take_up(parts))
    }

    fn forget_realms(parts: &mut Parts) {
        A::Scheme::forget_realm(parts);
        M::forget_realms(parts);
    }

    fn authenticate(
        owner: Owner,
        found: impl Look,
        begin: u8,
        parts: &mut Parts,
        states: impl Borrow<Self::State> + Send + Sync,
    ) -> impl Future<Output = Outcome<U, Option<Box<[u8]>>>> + Send {
        async move {
            let owner = owner.map_err(Denied::by_object)?;
            let next = begin + A::Scheme::MEMBERS;
            if owner.is_none_or(|owner| owner < next) {
                let outcome = A::Scheme::authenticate(&found, parts, &states.borrow().0).await;
                // The member that the credentials belong to decides alone. No other is asked, whatever it says.
                if owner.is_some() || !matches!(outcome, Ok(None)) {
                    return member(outcome, begin);
                }
            }
            M::authenticate(Ok(owner), &found, next, parts, &states.borrow().1).await
        }
    }

    fn remember(user: Option<&U>, member: u8, parts: &mut Parts)
    where
        U: Clone,
    {
        match member.checked_sub(A::Scheme::MEMBERS) {
            None => A::Scheme::remember(user, member, parts),
            Some(member) => M::remember(user, member, parts),
        }
    }

    async fn challenges(
        denied: &Denied,
        parts: &mut Parts,
        States(first, rest): &Self::State,
        challenges: &mut Vec<HeaderValue>,
    ) -> Result<(), Box<Response>> {
        match A::Scheme::challenges(denied, parts, first).await? {
            Challenges::One(one) => challenges.extend(one),
            Challenges::Many(many) => challenges.extend(many),
        }
        M::challenges(denied, parts, rest, challenges).await
    }

    async fn refuse(
        member: u8,
        denied: &Denied,
        parts: &mut Parts,
        States(first, rest): &Self::State,
    ) -> Option<Answered> {
        match member.checked_sub(A::Scheme::MEMBERS) {
            None => {
                let member = Some(member);
                let denied = Denied {
                    member,
                    ..denied.clone()
                };
                Some(A::Scheme::refuse(&denied, parts, first).await)
            }
            Some(member) => M::refuse(member, denied, parts, rest).await,
        }
    }

    async fn first_error_handler(
        error: &AuthError,
        parts: &mut Parts,
        States(first, _): &Self::State,
    ) -> Response {
        A::error_handler(error, parts, first).await
    }
}

/// Returns the outcome of the member `begin`, or of the members of a multi object that begin there.
fn member<U, I: Info>(outcome: Outcome<U, I>, begin: u8) -> Outcome<U, Option<Box<[u8]>>> {
    match outcome {
        Ok(grant) => Ok(grant.map(|grant| Grant {
            user: grant.user,
            info: grant.info.value(),
            member: begin + grant.member,
        })),
        Err(Refusal::Denied(denied)) => Err(Refusal::Denied(Denied {
            member: denied.member.map(|member| begin + member),
            ..denied
        })),
        Err(failed) => Err(failed),
    }
}
