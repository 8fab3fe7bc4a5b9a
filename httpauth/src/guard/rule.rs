//! The rule that a guard decides by.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::kept::TakesRoles;
use crate::authenticator::{Authenticator, GrantOf};
use crate::outcome::{Denied, Refusal};
use crate::registry::Alternative;
use crate::rejection::Reason;
use crate::scope::ScopeOf;
use crate::user::Presence;

pub(super) type SchemeOf<R> = <<R as Rule>::Auth as Authenticator>::Scheme;
pub(super) type StateOf<R> = <<R as Rule>::Auth as Authenticator>::State;

/// The steps of a guard that differ between policies.
pub trait Rule: Send + Sync + 'static {
    /// The auth object that authenticates.
    type Auth: Authenticator;

    /// The presence of the guard, which is `Required`, or `Optional` to let requests without credentials pass.
    type Presence: Presence;

    /// The scope that the rule asks for (RFC 6750 section 3). `None` if it names no roles, or a permission in every
    /// alternative.
    const SCOPE: Option<ScopeOf> = None;

    /// Returns the alternatives of the rule, for the access matrix. It is empty if the rule admits every user.
    fn terms() -> Vec<Alternative> {
        Vec::new()
    }

    /// Checks the role rule, and leaves the roles that it asks for to `T`. By default there is no rule.
    fn authorize<T: TakesRoles<Self::Auth>>(
        _: &GrantOf<Self::Auth>,
        _: &mut Parts,
        _: &StateOf<Self>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async { Ok(()) }
    }

    /// Leaves the user for what is further in. By default it is handed over to the handler alone.
    fn publish(_: Option<&GrantOf<Self::Auth>>, _: &mut Parts) {}
}

/// The rule that admits every user of the auth object `A`.
#[derive(Debug)]
pub struct AnyUser<A, P>(PhantomData<fn() -> (A, P)>);

impl<A: Authenticator, P: Presence> Rule for AnyUser<A, P> {
    type Auth = A;
    type Presence = P;
}

/// Makes the refusal of a known user, whose member challenges.
pub(super) fn forbidden(member: u8) -> Refusal {
    Refusal::Denied(Denied {
        member: Some(member),
        ..Denied::by_object(Reason::Forbidden)
    })
}
