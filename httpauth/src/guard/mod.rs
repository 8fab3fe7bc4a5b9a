//! The guard, which takes the whole request and answers it or hands it on.

mod arguments;
mod declared;
mod enter;
mod handed;
mod kept;
mod layer;
mod permitted;
mod policy;
mod published;
mod roles;
mod rule;
mod scope;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use axum::extract::{FromRequest, Request};
use axum::response::Response;

pub use declared::{Both, HasRule, is_optional, is_policy};
pub use enter::enter;
pub use handed::HandsRoles;
pub use kept::TakesRoles;
pub use layer::{GuardLayer, GuardService, guard};
pub use permitted::{HasPermission, PermissionRule, open_by_roles};
pub use policy::Policy;
#[cfg(feature = "testing")]
pub(crate) use published::Publish;
pub use published::Published;
pub use roles::{HasRole, RoleRule};
pub use rule::{AnyUser, Rule};

use arguments::Arguments;

use crate::rejection::refuse;
use crate::respond::Respond;

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
            let rejection = match Args::extract(&mut parts, body, state).await {
                Ok(arguments) => {
                    return Ok(Self {
                        user,
                        arguments,
                        respond,
                        policy: PhantomData,
                    });
                }
                Err(rejection) => rejection,
            };
            // What is held while the answer is made would have room of its own in the future.
            drop(user);
            let answer = match respond.respond(rejection) {
                Ok(rejection) => return Err(rejection),
                Err(answer) => answer,
            };
            Err(answer.await)
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

#[cfg(feature = "testing")]
impl<P, User, Args> LoginRequired<P, User, Args> {
    /// Makes the parameter of a guarded handler without a request.
    pub(crate) fn granted(user: User, arguments: Args, respond: Respond) -> Self {
        Self {
            user,
            arguments,
            respond,
            policy: PhantomData,
        }
    }
}

impl<P, User, Args, M> fmt::Debug for LoginRequired<P, User, Args, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequired").finish_non_exhaustive()
    }
}
