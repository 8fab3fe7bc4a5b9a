//! The rule of a guard whose handler takes the user's roles.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::kept::{TakesRoles, keep};
use super::rule::Rule;
use crate::authenticator::{Authenticator, GrantOf, RoleScheme};
use crate::current_roles::CurrentRoles;
use crate::outcome::Refusal;
use crate::registry::Alternative;
use crate::scope::ScopeOf;

/// The rule `R` of a guard that hands the roles of the users of `A` over, as `T` takes them.
///
/// The roles are those that the rule has asked for. If it names none, they are asked for after it has admitted the user.
#[derive(Debug)]
pub struct HandsRoles<A, R, T>(PhantomData<(A, R, T)>);

impl<A, R, T> Rule for HandsRoles<A, R, T>
where
    A: Authenticator<Scheme: RoleScheme<A>>,
    R: Rule<Auth = A>,
    T: TakesRoles<A>,
{
    type Auth = A;
    type Presence = R::Presence;
    const SCOPE: Option<ScopeOf> = R::SCOPE;

    fn terms() -> Vec<Alternative> {
        R::terms()
    }

    fn authorize<Outer: TakesRoles<A>>(
        grant: &GrantOf<A>,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async move {
            forget::<A, T>(parts);
            R::authorize::<T>(grant, parts, state).await?;
            let is_kept = parts.extensions.get::<CurrentRoles<T::Roles>>().is_some();
            if let (Some(user), false) = (&grant.user, is_kept) {
                let roles = A::Scheme::roles(user, grant.member, parts, state).await?;
                if let Some(roles) = roles {
                    keep::<A, T>(roles, parts);
                }
            }
            Ok(())
        }
    }

    fn publish(grant: Option<&GrantOf<A>>, parts: &mut Parts) {
        if grant.is_none_or(|grant| grant.user.is_none()) {
            forget::<A, T>(parts);
        }
        R::publish(grant, parts);
    }
}

/// Removes the roles of the user whom another guard has admitted.
fn forget<A, T: TakesRoles<A>>(parts: &mut Parts) {
    parts.extensions.remove::<CurrentRoles<T::Roles>>();
}
