//! The rule with permissions, which are asked only when the roles have not decided.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;
use axum::response::Response;

use super::kept::{TakesRoles, keep};
use super::rule::{Rule, forbidden};
use crate::authenticator::{Authenticator, GrantOf, RoleScheme, RolesOf};
use crate::callback::Candidate;
use crate::outcome::{Denied, Refusal};
use crate::permission::{Alternatives, Next, Progress, set};
use crate::registry::Alternative;
use crate::rejection::Reason;
use crate::scope::ScopeOf;
use crate::user::Presence;

/// The rule with permissions of a policy of the auth object `A`, which is a parameter as in
/// [`RoleRule`](super::RoleRule).
pub trait PermissionRule<A>: Send + Sync + 'static {
    /// The presence of the guard, which is `Required`, or `Optional` to let requests without credentials pass.
    type Presence: Presence;

    /// The scope that would suffice, for Bearer's `insufficient_scope` (RFC 6750 section 3.1). `None` if every alternative
    /// has a permission.
    const SCOPE: Option<ScopeOf>;

    /// Returns the alternatives of the rule, for the access matrix.
    fn terms() -> Vec<Alternative>;

    /// The alternatives, with the permissions that each needs.
    const ALTERNATIVES: Alternatives;

    /// Returns the set of the alternatives whose roles the user has, and leaves the roles to `T`. By default no
    /// alternative names a role.
    ///
    /// # Errors
    ///
    /// The response of a callback that failed.
    fn open<T: TakesRoles<A>>(
        _: &mut Candidate<'_, A>,
    ) -> impl Future<Output = Result<u64, Response>> + Send
    where
        A: Authenticator,
    {
        async { Ok(u64::MAX) }
    }

    /// Asks the permission of this number.
    ///
    /// # Errors
    ///
    /// The response of a callback that failed.
    fn ask(
        permission: u8,
        of: &mut Candidate<'_, A>,
    ) -> impl Future<Output = Result<bool, Response>> + Send
    where
        A: Authenticator;
}

/// Returns the set of the alternatives whose roles the user has, as `holds` tells of each.
///
/// # Errors
///
/// The response of a callback that failed.
pub async fn open_by_roles<A, T, const N: usize>(
    of: &mut Candidate<'_, A>,
    holds: fn(&RolesOf<'_, A>) -> [bool; N],
) -> Result<u64, Response>
where
    A: Authenticator<Scheme: RoleScheme<A>>,
    T: TakesRoles<A>,
{
    let Some(roles) = A::Scheme::roles(of.user, of.member, of.parts, of.state).await? else {
        return Ok(0);
    };
    let open = set(holds(&roles));
    keep::<A, T>(roles, of.parts);
    Ok(open)
}

/// The rule that admits the users with the roles and permissions of `R`.
#[derive(Debug)]
pub struct HasPermission<A, R>(PhantomData<fn() -> (A, R)>);

impl<A: Authenticator, R: PermissionRule<A>> Rule for HasPermission<A, R> {
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

/// Checks the rule `R`. A user who may not pass gets a 403, and a request without a user a 401.
///
/// # Errors
///
/// The reason why the request may not pass, or the response of a callback that failed.
async fn authorize<A: Authenticator, R: PermissionRule<A>, T: TakesRoles<A>>(
    grant: &GrantOf<A>,
    parts: &mut Parts,
    state: &A::State,
) -> Result<(), Refusal> {
    let Some(user) = &grant.user else {
        return Err(Denied::by_object(Reason::Missing).into());
    };
    let member = grant.member;
    let mut candidate = Candidate {
        user,
        member,
        parts,
        state,
    };
    let mut progress = Progress::new(R::ALTERNATIVES, R::open::<T>(&mut candidate).await?);
    loop {
        match progress.next() {
            Next::Admit => return Ok(()),
            Next::Refuse => return Err(forbidden(member)),
            Next::Ask(permission) => {
                let granted = R::ask(permission, &mut candidate).await?;
                progress.answer(permission, granted);
            }
        }
    }
}
