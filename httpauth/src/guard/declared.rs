//! The rule of a policy that was declared elsewhere, for the handlers and policies that name it.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::kept::TakesRoles;
use super::rule::{Rule, StateOf};
use crate::authenticator::GrantOf;
use crate::outcome::Refusal;
use crate::registry::{self, Alternative};
use crate::scope::{ScopeOf, union};
use crate::user::Presence;

/// A policy of the auth object `A` that `#[login_required] struct AdminsOnly;` declares, with its rule.
///
/// The object is a parameter, since an associated type of a public policy could not be private (E0446).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a policy of the auth object `{A}`",
    label = "not a policy of `{A}`",
    note = "declare one with `#[login_required(role = \"admin\")] struct {Self};`",
    note = "if it is a policy of another auth object, write `auth = path::to::Other` beside `policy`",
    note = "if it is an auth object, all of whose users may pass, write `auth = {Self}` in the place of `policy = {Self}`"
)]
pub trait HasRule<A>: Send + Sync + 'static {
    /// The rule that the policy decides by.
    type Rule: Rule<Auth = A>;
}

/// Asserts at compile time that `P` is a policy of the auth object `A`.
pub const fn is_policy<P: HasRule<A>, A>() -> bool {
    true
}

/// Returns whether requests without credentials pass the rule.
pub const fn is_optional<R: Rule>() -> bool {
    R::Presence::OPTIONAL
}

/// The rule of a policy that is built of another. A request passes if the rule of the other, `A`, admits it, and then its
/// own, `B`.
#[derive(Debug)]
pub struct Both<A, B>(PhantomData<fn() -> (A, B)>);

impl<A: Rule, B: Rule<Auth = A::Auth>> Rule for Both<A, B> {
    type Auth = A::Auth;
    type Presence = A::Presence;
    const SCOPE: Option<ScopeOf> = match (A::SCOPE, B::SCOPE) {
        (Some(_), Some(_)) => Some(both::<A, B>),
        (scope, None) | (None, scope) => scope,
    };

    fn terms() -> Vec<Alternative> {
        registry::both(A::terms(), &B::terms())
    }

    fn authorize<T: TakesRoles<A::Auth>>(
        grant: &GrantOf<A::Auth>,
        parts: &mut Parts,
        state: &StateOf<A>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async move {
            A::authorize::<T>(grant, parts, state).await?;
            B::authorize::<T>(grant, parts, state).await
        }
    }
}

/// Returns the scope of two rules that must both admit.
fn both<A: Rule, B: Rule>() -> Option<String> {
    let scopes = [A::SCOPE, B::SCOPE].map(|scope| scope.and_then(|scope| scope()));
    union(scopes.iter().filter_map(Option::as_deref))
}
