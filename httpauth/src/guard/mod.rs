//! The guard, which takes the whole request and answers it or hands it on.

mod arguments;
mod declared;
mod layer;
mod permitted;
mod rule;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::response::Response;

pub use declared::{Both, Declared, is_optional, is_policy};
pub use layer::{GuardLayer, GuardService, guard};
pub use permitted::{HasPermission, PermissionRule, open_by_roles};
pub use rule::{AnyUser, HasRole, Published, RoleRule, Rule, enter};

use arguments::Arguments;
use rule::{HeldBy, Publish};

use crate::authenticator::{Authenticator, PresenceOf, UserOf};
use crate::rejection::refuse;
use crate::respond::Respond;
use crate::user::HandOver;

/// Decides which requests a guard admits.
///
/// [`#[login_required]`](crate::login_required) declares one on a handler, for this handler alone, or on a unit struct,
/// for [`guard`] wherever you like. An auth object is a policy by itself, which admits all of its users.
///
/// `S` is the state of the router or the layer, and `User` the handler's parameter for the user.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a policy of a router with the state `{S}`",
    label = "not a policy here",
    note = "declare one with `#[login_required(role = \"admin\")] struct {Self};`, or name an auth object",
    note = "if its auth object has a `state`, write `guard({Self}).with_state(state)`; the object's state is taken from it \
            by `FromRef`"
)]
pub trait Policy<S, User = ()>: Send + Sync + 'static {
    /// Admits the request, or returns the response that refuses it.
    #[doc(hidden)]
    fn enter(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<(User, Respond), Response>> + Send;
}

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
        enter::<Published<AnyUser<A, PresenceOf<A>>>, _, _>(parts, state, HandOver::hand_over)
    }
}

/// The guard of a handler, which is its one parameter and takes the whole request.
///
/// [`#[login_required]`](crate::login_required) writes it. It admits only the requests that the policy `P` does, and
/// hands over the user and the extractors' values `Args` to the handler. Extractors run after the guard. The body of a
/// request that is refused is read and discarded by a task of its own, so that the client gets its answer.
///
/// To guard whole routers and services, see [`guard`].
///
/// # Security
///
/// The attribute alone writes it. A handler that takes it by hand is guarded, but its response lacks the fields that the
/// guard adds.
///
/// # Errors
///
/// 401, 403 or 400 as [`AuthError`](crate::AuthError) says, answered by the `#[error_handler]`. Else the response of a
/// callback that failed, or the rejection of an extractor.
pub struct LoginRequired<P, User = (), Args = (), M = ()> {
    user: User,
    arguments: Args,
    respond: Respond,
    policy: PhantomData<fn() -> (P, M)>,
}

impl<P, User, Args, M, S> FromRequest<S> for LoginRequired<P, User, Args, M>
where
    P: Policy<S, User>,
    User: Send,
    Args: Arguments<S, M>,
    S: Send + Sync,
{
    type Rejection = Response;

    fn from_request(
        request: Request,
        state: &S,
    ) -> impl Future<Output = Result<Self, Response>> + Send {
        // This stands outside of the future, which then holds the request only once.
        let (mut parts, body) = request.into_parts();
        async move {
            let (user, respond) = match P::enter(&mut parts, state).await {
                Ok(entered) => entered,
                Err(response) => return Err(refuse(response, parts, body)),
            };
            match Args::extract(&mut parts, body, state).await {
                Ok(arguments) => Ok(Self {
                    user,
                    arguments,
                    respond,
                    policy: PhantomData,
                }),
                Err(rejection) => Err(respond.respond(rejection)),
            }
        }
    }
}

impl<P, User, Args, M> LoginRequired<P, User, Args, M> {
    /// Returns the completion of the handler's response, the user, and the extractors' values.
    #[doc(hidden)]
    pub fn into_parts(self) -> (Respond, User, Args) {
        (self.respond, self.user, self.arguments)
    }
}

impl<P, User, Args, M> fmt::Debug for LoginRequired<P, User, Args, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequired").finish_non_exhaustive()
    }
}
