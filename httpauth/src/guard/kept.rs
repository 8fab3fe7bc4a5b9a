//! The roles that a guard has asked for, on their way to the handler.

use axum::http::request::Parts;

use crate::authenticator::{Authenticator, RoleScheme, RolesOf};
use crate::current_roles::CurrentRoles;

/// The taker of the roles of users of the auth object `A`, which is a parameter as in [`RoleRule`](super::RoleRule).
///
/// The expansion implements it where a handler has the parameter [`CurrentRoles`].
pub trait TakesRoles<A>: Send + Sync + 'static {
    /// The type of the handler's roles.
    type Roles: Clone + Send + Sync + 'static;

    /// Returns the roles for the handler. `None` if it does not take any.
    fn take(roles: RolesOf<'_, A>) -> Option<Self::Roles>
    where
        A: Authenticator<Scheme: RoleScheme<A>>;
}

/// The taker of a guard whose handler does not ask for roles.
#[derive(Debug)]
pub(super) struct Untaken;

impl<A> TakesRoles<A> for Untaken {
    type Roles = ();

    fn take(_: RolesOf<'_, A>) -> Option<()>
    where
        A: Authenticator<Scheme: RoleScheme<A>>,
    {
        None
    }
}

/// Leaves the roles in the request's extensions if the handler takes them.
pub(super) fn keep<A, T>(roles: RolesOf<'_, A>, parts: &mut Parts)
where
    A: Authenticator<Scheme: RoleScheme<A>>,
    T: TakesRoles<A>,
{
    if let Some(roles) = T::take(roles) {
        parts.extensions.insert(CurrentRoles(roles));
    }
}
