//! The rule that asks for roles alone.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::kept::{TakesRoles, keep};
use super::rule::{Rule, forbidden};
use crate::authenticator::{Authenticator, GrantOf, RoleScheme, RolesOf};
use crate::outcome::{Denied, Refusal};
use crate::registry::Alternative;
use crate::rejection::Reason;
use crate::scope::ScopeOf;
use crate::user::Presence;

/// The rule that admits the users with the roles of `R`.
#[derive(Debug)]
pub struct HasRole<A, R>(PhantomData<fn() -> (A, R)>);

impl<A: Authenticator<Scheme: RoleScheme<A>>, R: RoleRule<A>> Rule for HasRole<A, R> {
    type Auth = A;
    type Presence = R::Presence;
    const SCOPE: Option<ScopeOf> = R::SCOPE;

    fn terms() -> Vec<Alternative> {
        R::terms()
    }

    fn authorize<T: TakesRoles<A>>(
        grant: &GrantOf<A>,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        authorize::<A, R, T>(grant, parts, state)
    }
}

/// The role rule of a policy of the auth object `A`.
///
/// A policy's own type is as visible as its handler, which the auth object need not be. The object is a parameter
/// here, since an associated type of a public type could not be private (E0446). The parameter has no bound, so that the
/// compiler reports a wrong object once.
pub trait RoleRule<A>: Send + Sync + 'static {
    /// The presence of the guard, which is `Required`, or `Optional` to let requests without credentials pass.
    type Presence: Presence;

    /// The scope that would suffice, for Bearer's `insufficient_scope` (RFC 6750 section 3.1).
    const SCOPE: Option<ScopeOf>;

    /// Returns the alternatives of the rule, for the access matrix.
    fn terms() -> Vec<Alternative>;

    /// Decides by one boolean expression whether a user with these roles may pass.
    fn allows(roles: &RolesOf<'_, A>) -> bool
    where
        A: Authenticator<Scheme: RoleScheme<A>>;
}

/// Checks the role rule of `R`. A user who lacks the role gets a 403.
///
/// A request without a user has no roles. It gets a 401, since it could come back with credentials of any member's
/// scheme.
///
/// # Errors
///
/// The reason why the request may not pass, or the response of a callback that failed.
async fn authorize<A, R, T>(
    grant: &GrantOf<A>,
    parts: &mut Parts,
    state: &A::State,
) -> Result<(), Refusal>
where
    A: Authenticator<Scheme: RoleScheme<A>>,
    R: RoleRule<A>,
    T: TakesRoles<A>,
{
    let Some(user) = &grant.user else {
        return Err(Denied::by_object(Reason::Missing).into());
    };
    let roles = A::Scheme::roles(user, grant.member, parts, state).await?;
    match roles {
        Some(roles) if R::allows(&roles) => {
            keep::<A, T>(roles, parts);
            Ok(())
        }
        _ => Err(forbidden(grant.member)),
    }
}
