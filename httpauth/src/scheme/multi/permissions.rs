//! The permissions of a multi object, which are those of its members.

use std::borrow::Borrow;
use std::future::Future;

use axum::http::request::Parts;
use axum::response::Response;

use super::states::{Source, States};
use super::{Member, Members, Multi, StatesOf};
use crate::authenticator::{Authenticator, Scheme, UserOf};
use crate::callback::PermissionScheme;

/// A list of members that can all ask the permission `P`.
pub trait PermissionMembers<P, U>: Members<U> {
    /// Asks the permission of `member` about the user. `false` if it is not one of these.
    fn permits(
        user: &U,
        member: u8,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<bool, Response>> + Send;
}

impl<P, U: Send + Sync + 'static> PermissionMembers<P, U> for () {
    async fn permits(_: &U, _: u8, _: &mut Parts, _: &Self::State) -> Result<bool, Response> {
        Ok(false)
    }
}

impl<P, U, A, M> PermissionMembers<P, U> for (A, M)
where
    U: Send + Sync + 'static,
    A: Member<U, Scheme: PermissionScheme<P, A>>,
    M: PermissionMembers<P, U>,
{
    async fn permits(
        user: &U,
        member: u8,
        parts: &mut Parts,
        States(first, rest): &Self::State,
    ) -> Result<bool, Response> {
        match member.checked_sub(A::Scheme::MEMBERS) {
            None => A::Scheme::permits(user, member, parts, first).await,
            Some(member) => M::permits(user, member, parts, rest).await,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<P, A, F, M, Of> PermissionScheme<P, A> for Multi<(F, M), Of>
where
    A: Authenticator,
    F: Authenticator,
    (F, M): PermissionMembers<P, UserOf<F>>,
    Of: Source<A::State, StatesOf<F, M>>,
{
    async fn permits(
        user: &UserOf<F>,
        member: u8,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<bool, Response> {
        let states = Of::states(state);
        <(F, M)>::permits(user, member, parts, states.borrow()).await
    }
}
