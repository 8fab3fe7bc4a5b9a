//! The roles of a user: those that the callback of its own member answers.

use std::future::Future;

use axum::http::request::Parts;
use axum::response::Response;

use super::{Member, Members, Multi, States, Via};
use crate::authenticator::{Authenticator, RoleScheme, UserOf};
use crate::role::Either;

/// The members whose roles a role rule can ask for: all of them.
pub trait RoleMembers<U>: Members<U> {
    /// The roles that the member's callback answers.
    type Roles<'u>
    where
        U: 'u;

    /// The roles of the user, of the member that authenticated it; `None` if it is none of these.
    fn roles<'u>(
        user: &'u U,
        via: Self::Via,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<Self::Roles<'u>>, Response>> + Send;
}

impl<U: Send + Sync + 'static> RoleMembers<U> for () {
    type Roles<'u>
        = ()
    where
        U: 'u;

    async fn roles(_: &U, (): (), _: &mut Parts, _: &Self::State) -> Result<Option<()>, Response> {
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
        via: Self::Via,
        parts: &mut Parts,
        States(first, rest): &Self::State,
    ) -> Result<Option<Self::Roles<'u>>, Response> {
        match via {
            Via::First(via) => {
                let roles = A::Scheme::roles(user, via, parts, first).await?;
                Ok(roles.map(Either::First))
            }
            Via::Rest(via) => Ok(M::roles(user, via, parts, rest).await?.map(Either::Rest)),
            Via::Neither => Ok(None),
        }
    }
}

impl<A, F, M> RoleScheme<A> for Multi<(F, M)>
where
    A: Authenticator<State = <(F, M) as Members<UserOf<F>>>::State>,
    F: Authenticator,
    (F, M): RoleMembers<UserOf<F>>,
{
    type Roles<'u> = <(F, M) as RoleMembers<UserOf<F>>>::Roles<'u>;

    async fn roles<'u>(
        user: &'u UserOf<F>,
        via: Self::Via,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Option<Self::Roles<'u>>, Response> {
        <(F, M)>::roles(user, via, parts, state).await
    }
}
