//! The rule of a policy that was declared elsewhere, for the handlers and policies that name it.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::rule::{Rule, StateOf};
use crate::authenticator::GrantOf;
use crate::outcome::Refusal;
use crate::user::Presence;

/// A policy declared by `#[login_required] struct AdminsOnly;`, with its rule.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a policy",
    label = "not a policy",
    note = "declare one with `#[login_required(role = \"admin\")] struct {Self};`",
    note = "if it is an auth object, all of whose users may pass, write `auth = {Self}` in the place of `policy = {Self}`"
)]
pub trait HasRule: Send + Sync + 'static {
    /// The rule that the policy decides by.
    type Rule: Rule;
}

/// Asserts at compile time that `P` is a policy.
pub const fn is_policy<P: HasRule>() -> bool {
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

    #[expect(
        clippy::manual_async_fn,
        reason = "an `async fn` holds its arguments twice, and futures are copied for each request"
    )]
    fn authorize(
        grant: &GrantOf<A::Auth>,
        parts: &mut Parts,
        state: &StateOf<A>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async move {
            A::authorize(grant, parts, state).await?;
            B::authorize(grant, parts, state).await
        }
    }
}
