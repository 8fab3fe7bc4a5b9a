//! The roles of a user, which the callback of its own member answers.

use std::future::Future;

use axum::http::request::Parts;
use axum::response::Response;

use std::borrow::Borrow;

use super::states::{Source, States};
use super::{Member, Members, Multi, StatesOf};
use crate::authenticator::{Authenticator, RoleScheme, Scheme, UserOf};
use crate::role::Either;

/// A list of members that all have roles, so that a role rule can ask for them.
pub trait RoleMembers<U>: Members<U> {
    /// The roles that the member's callback returns.
    type Roles<'u>
    where
        U: 'u;

    /// Returns the roles of the user, from the member that authenticated it. `None` if it is not one of these.
    fn roles<'u>(
        user: &'u U,
        member: u8,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<Self::Roles<'u>>, Response>> + Send;
}

impl<U: Send + Sync + 'static> RoleMembers<U> for () {
    type Roles<'u>
        = ()
    where
        U: 'u;

    async fn roles(_: &U, _: u8, _: &mut Parts, _: &Self::State) -> Result<Option<()>, Response> {
        Ok(None)
    }
}

impl<U, A, M> RoleMembers<U> for (A, M)
where
    U: Send + Sync + 'static,
    A: Member<U, Scheme: RoleScheme<A>>,
    M: RoleMembers<U>,
{
    type Roles<'u>
        = Either<<A::Scheme as RoleScheme<A>>::Roles<'u>, M::Roles<'u>>
    where
        U: 'u;

    async fn roles<'u>(
        user: &'u U,
        member: u8,
        parts: &mut Parts,
        States(first, rest): &Self::State,
    ) -> Result<Option<Self::Roles<'u>>, Response> {
        match member.checked_sub(A::Scheme::MEMBERS) {
            None => {
                let roles = A::Scheme::roles(user, member, parts, first).await?;
                Ok(roles.map(Either::First))
            }
            Some(member) => {
                let roles = M::roles(user, member, parts, rest).await?;
                Ok(roles.map(Either::Rest))
            }
        }
    }
}

impl<A, F, M, Of> RoleScheme<A> for Multi<(F, M), Of>
where
    A: Authenticator,
    F: Authenticator,
    (F, M): RoleMembers<UserOf<F>>,
    Of: Source<A::State, StatesOf<F, M>>,
{
    type Roles<'u> = <(F, M) as RoleMembers<UserOf<F>>>::Roles<'u>;

    async fn roles<'u>(
        user: &'u UserOf<F>,
        member: u8,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Option<Self::Roles<'u>>, Response> {
        let states = Of::states(state);
        <(F, M)>::roles(user, member, parts, states.borrow()).await
    }
}
