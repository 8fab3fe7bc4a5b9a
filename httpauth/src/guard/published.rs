//! The rule of a guard that leaves the user for what is further in.

use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;

use super::kept::TakesRoles;
use super::rule::{Rule, SchemeOf, StateOf};
use super::scope;
use crate::authenticator::{GrantOf, Scheme, UserOf};
use crate::granted;
use crate::outcome::Refusal;
use crate::registry::Alternative;
use crate::scope::ScopeOf;

/// A user type that a guard can leave in the request's extensions.
#[diagnostic::on_unimplemented(
    message = "the user type `{Self}` is not `Clone`, so this guard cannot put it into the request's extensions",
    label = "the user type `{Self}` is not `Clone`",
    note = "write `#[derive(Clone)]` above `{Self}`, or let the callback return an `Arc<{Self}>`"
)]
pub trait Publish: Clone + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<U: Clone + Send + Sync + 'static> Publish for U {}

/// The rule `R` of a guard that leaves the user for what is further in.
#[derive(Debug)]
pub struct Published<R>(PhantomData<fn() -> R>);

impl<R: Rule> Rule for Published<R>
where
    UserOf<R::Auth>: Publish,
{
    type Auth = R::Auth;
    type Presence = R::Presence;
    const SCOPE: Option<ScopeOf> = R::SCOPE;

    fn terms() -> Vec<Alternative> {
        R::terms()
    }

    fn authorize<T: TakesRoles<R::Auth>>(
        grant: &GrantOf<R::Auth>,
        parts: &mut Parts,
        state: &StateOf<R>,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        R::authorize::<T>(grant, parts, state)
    }

    fn publish(grant: Option<&GrantOf<R::Auth>>, parts: &mut Parts) {
        R::publish(grant, parts);
        let user = grant.and_then(|grant| grant.user.as_ref());
        granted::publish(user, &mut parts.extensions);
        scope::leave::<R>(parts);
        if let Some(grant) = grant {
            SchemeOf::<R>::remember(user, grant.member, parts);
        }
    }
}
