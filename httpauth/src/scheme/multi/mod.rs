//! Several schemes on one route. The first member that the request's credentials belong to decides alone.

mod members;
mod permissions;
mod roles;
mod states;

use std::borrow::Borrow;
use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use super::field::{self, Found};
use crate::authenticator::{Authenticator, Look, Scheme, UserOf, answer};
use crate::callback::{Takes, slots};
use crate::outcome::{Answered, Denied, Outcome};
use crate::registry::Registry;
use crate::rejection::{AuthError, Challenges, Reason};

use members::Owner;
pub use members::{Member, Members, is_member};
use states::Source;
pub use states::{Given, Own};

/// The scheme of the objects that `#[multi_auth]` declares. It has the members as a list, `(A, (B, ()))`, and the
/// source of their states.
#[derive(Debug)]
pub struct Multi<Members, Source = Own>(Infallible, PhantomData<(Members, Source)>);

impl<M, Source> Takes<slots::ErrorHandler> for Multi<M, Source> {}

/// The members' states of the multi object `A`.
type StatesOf<F, M> = <(F, M) as Members<UserOf<F>>>::State;

impl<A, F, M, Of> Scheme<A> for Multi<(F, M), Of>
where
    A: Authenticator,
    F: Authenticator,
    (F, M): Members<UserOf<F>>,
    Of: Source<A::State, StatesOf<F, M>>,
{
    type User = UserOf<F>;
    type Presence = <(F, M) as Members<UserOf<F>>>::Presence;
    type Info = Option<Box<[u8]>>;
    const MEMBERS: u8 = <(F, M)>::COUNT;
    const ANSWERS_BY_HEAD: bool = A::REGISTRY.answers_by_head() || <(F, M)>::ANSWERS_BY_HEAD;

    const SCOPED: bool = <(F, M)>::SCOPED;

    fn member(member: Option<u8>) -> &'static Registry {
        member.and_then(<(F, M)>::member).unwrap_or(A::REGISTRY)
    }

    fn owner(authorization: Option<&[u8]>, headers: &HeaderMap) -> Option<u8> {
        <(F, M)>::owner(authorization, headers)
    }

    fn mark_sensitive(headers: &mut HeaderMap) {
        <(F, M)>::mark_sensitive(headers);
    }

    fn vary(headers: &mut HeaderMap) {
        <(F, M)>::vary(headers);
    }

    fn take_up(parts: &mut Parts) -> Result<(), Reason> {
        <(F, M)>::take_up(parts)
    }

    fn forget_realm(parts: &mut Parts) {
        <(F, M)>::forget_realms(parts);
    }

    fn authenticate(
        look: impl Look,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Outcome<UserOf<F>, Self::Info>> + Send {
        <(F, M)>::forget_realms(parts);
        let taken = <(F, M)>::take_up(parts);
        let (owner, found) = find::<UserOf<F>, (F, M)>(&look, &mut parts.headers);
        let owner = taken.and(owner);
        // The members judge what was found, whatever callbacks make of the head.
        <(F, M)>::authenticate(owner, found, 0, parts, Of::states(state))
    }

    fn remember(user: Option<&UserOf<F>>, member: u8, parts: &mut Parts)
    where
        UserOf<F>: Clone,
    {
        <(F, M)>::remember(user, member, parts);
    }

    async fn challenges(
        denied: &Denied,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        let mut challenges = Vec::with_capacity(<(F, M)>::COUNT.into());
        let states = Of::states(state);
        <(F, M)>::challenges(denied, parts, states.borrow(), &mut challenges).await?;
        Ok(Challenges::Many(challenges))
    }

    async fn refuse(denied: &Denied, parts: &mut Parts, state: &A::State) -> Answered {
        // Boxed, so that only a refused request pays for the room that the answers of all members take.
        Box::pin(async {
            if let Some(member) = denied.member {
                let states = Of::states(state);
                let answered = <(F, M)>::refuse(member, denied, parts, states.borrow()).await;
                if let Some(answered) = answered {
                    return answered;
                }
            }
            answer::<A, Self>(denied, parts, state).await
        })
        .await
    }
}

/// Returns the member that the credentials belong to, and the only `Authorization` field. Marks all credentials sensitive.
///
/// # Errors
///
/// A refusal by the object itself of credentials that belong to no member, even where none are needed.
fn find<U, M: Members<U>>(look: &impl Look, headers: &mut HeaderMap) -> (Owner, Found) {
    // Evaluated here, where more members than a number can name do not compile.
    let _: u8 = const { M::COUNT };
    M::mark_sensitive(headers);
    // Sharing the bytes costs less than another look.
    let field = match look.only(headers, &AUTHORIZATION) {
        Ok(field) => field.cloned(),
        Err(reason) => return (Err(reason), Found(None)),
    };
    let authorization = field.as_ref().map(HeaderValue::as_bytes);
    let owner = match (M::owner(authorization, headers), authorization) {
        (None, Some(field)) => Err(field::foreign(field)),
        (owner, _) => Ok(owner),
    };
    (owner, Found(field))
}

/// Returns the answer of the first member's error handler, for requests that belong to no member.
pub async fn first_error_handler<F, M, Of, S>(
    error: &AuthError,
    parts: &mut Parts,
    state: &S,
) -> Response
where
    F: Authenticator,
    (F, M): Members<UserOf<F>>,
    Of: Source<S, StatesOf<F, M>>,
{
    let states = Of::states(state);
    <(F, M)>::first_error_handler(error, parts, states.borrow()).await
}
