//! The rule of a guard whose handler takes the user's roles.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::kept::{TakesRoles, keep};
use super::rule::{Rule, StateOf};
use crate::authenticator::{Authenticator, GrantOf, RoleScheme};
use crate::current_roles::CurrentRoles;
use crate::outcome::Refusal;

/// The rule `R` of a guard that hands the user's roles over, as `T` takes them.
///
/// The roles are those that the rule has asked for. If it names none, they are asked for after it has admitted the user.
#[derive(Debug)]
pub struct HandsRoles<R, T>(PhantomData<fn() -> (R, T)>);

impl<R, T> Rule for HandsRoles<R, T>
where
    R: Rule<Auth: Authenticator<Scheme: RoleScheme<R::Auth>>>,
    T: TakesRoles<R::Auth>,
{
    type Auth = R::Auth;
    type Presence = R::Presence;

    #[expect(
        clippy::manual_async_fn,
        reason = "an `async fn` holds its arguments twice, and futures are copied for each request"
    )]
    fn authorize<Outer: TakesRoles<R::Auth>>(
        grant: &GrantOf<R::Auth>,
        parts: &mut Parts,
        state: &StateOf<R>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async move {
            forget::<R, T>(parts);
            R::authorize::<T>(grant, parts, state).await?;
            let is_kept = parts.extensions.get::<CurrentRoles<T::Roles>>().is_some();
            if let (Some(user), false) = (&grant.user, is_kept) {
                let roles =
                    <R::Auth as Authenticator>::Scheme::roles(user, grant.member, parts, state);
                if let Some(roles) = roles.await? {
                    keep::<R::Auth, T>(roles, parts);
                }
            }
            Ok(())
        }
    }

    fn publish(grant: Option<&GrantOf<R::Auth>>, parts: &mut Parts) {
        if grant.is_none_or(|grant| grant.user.is_none()) {
            forget::<R, T>(parts);
        }
        R::publish(grant, parts);
    }
}

/// Removes the roles of the user whom another guard has admitted.
fn forget<R: Rule, T: TakesRoles<R::Auth>>(parts: &mut Parts) {
    parts.extensions.remove::<CurrentRoles<T::Roles>>();
}
