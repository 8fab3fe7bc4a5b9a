//! The policies that guards decide by.

use std::future::Future;

use axum::extract::FromRef;
use axum::http::request::Parts;
use axum::response::Response;

use super::enter::enter;
use super::published::{Publish, Published};
use super::rule::AnyUser;
use crate::authenticator::{Authenticator, PresenceOf, UserOf};
use crate::label::Label;
use crate::respond::Respond;
use crate::user::HandOver;

/// Decides which requests a guard admits.
///
/// [`#[login_required]`](crate::login_required) declares one on a handler, for this handler alone, or on a unit struct,
/// for [`guard`](crate::guard()) wherever you like. An auth object is a policy by itself, which admits all of its users.
/// It is implemented by this attribute and not by hand.
///
/// `S` is the state of the router or the layer, and `User` the handler's parameter for the user.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a policy of a router with the state `{S}`",
    label = "not a policy here",
    note = "declare one with `#[login_required(role = \"admin\")] struct {Self};`, or name an auth object",
    note = "if its auth object has a `state`, write `guard({Self}).with_state(state)`, where `state` is that state or \
            holds it by `FromRef`"
)]
pub trait Policy<S, User = ()>: Send + Sync + 'static {
    /// Admits the request, or returns the response that refuses it.
    #[doc(hidden)]
    fn enter(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<(User, Respond), Response>> + Send;
}

/// The state of an auth object, held by the state `S` of a router or a layer.
#[diagnostic::on_unimplemented(
    message = "the auth object needs the state `{Self}`, but its layer has `{S}`",
    label = "the state `{Self}` is missing here",
    note = "write `guard(Auth).with_state(state)`, where `state` is a `{Self}` or holds one by `FromRef`"
)]
pub trait HeldBy<S>: FromRef<S> {}

#[diagnostic::do_not_recommend]
impl<T: FromRef<S>, S> HeldBy<S> for T {}

impl<A, S> Policy<S> for A
where
    A: Authenticator<State: HeldBy<S>>,
    UserOf<A>: Publish,
    S: Send + Sync,
{
    fn enter(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<((), Respond), Response>> + Send {
        enter::<Published<AnyUser<A, PresenceOf<A>>>, _, _>(
            parts,
            state,
            label::<A>,
            HandOver::hand_over,
        )
    }
}

/// Returns the label of an auth object that is a policy by itself.
fn label<A: Authenticator>() -> Label {
    Label::new(const { &(A::REGISTRY.object(), None) })
}
