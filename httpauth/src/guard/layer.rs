//! The guard as a layer, for routers and for services that are not handlers.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::policy::Policy;
use crate::rejection::refuse;

/// Lays the guard of a policy, or of an auth object, over a router or a service.
///
/// An auth object admits all of its users. Handlers inside take the user as [`CurrentUser`](crate::CurrentUser), from
/// the request's extensions. A guard of the same auth object further in does not authenticate once more.
///
/// If the auth object has a `state`, give it by [`with_state`](GuardLayer::with_state).
///
/// # Security
///
/// A layer guards what was added to the router before it. `Router::route_layer` leaves the fallback open, so that
/// whatever it serves, as a `ServeDir` does, is unguarded. `Router::layer` guards the fallback too.
///
/// A guard of the same auth object further in does not ask the callback again, whatever state or extractors the callback
/// would see there. Tenants with users of their own are auth objects of their own.
///
/// # Example
///
/// ```
/// use axum::{Router, routing::get};
/// use httpauth::{CurrentUser, basic_auth, get_user_roles, guard, login_required, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("susan", "bye")
/// }
///
/// #[get_user_roles]
/// fn get_user_roles(username: &str) -> &'static str {
///     if username == "susan" { "admin" } else { "user" }
/// }
///
/// #[login_required(role = "admin")]
/// struct AdminsOnly;
///
/// async fn index(user: CurrentUser<String>) -> String {
///     format!("Hello, {user}!")
/// }
///
/// let app: Router = Router::new().route("/", get(index)).layer(guard(AdminsOnly));
/// ```
pub fn guard<P>(_: P) -> GuardLayer<P> {
    GuardLayer {
        state: (),
        policy: PhantomData,
    }
}

/// The guard as a layer, made by [`guard`].
pub struct GuardLayer<P, S = ()> {
    state: S,
    policy: PhantomData<fn() -> P>,
}

impl<P> GuardLayer<P> {
    /// Gives the state that the callbacks' extractors see, from which the auth object's own is taken by `FromRef`.
    ///
    /// # Example
    ///
    /// ```
    /// use axum::{Router, extract::State};
    /// use httpauth::{guard, token_auth, verify_token};
    ///
    /// #[token_auth(state = u64)]
    /// struct Auth;
    ///
    /// #[verify_token]
    /// fn verify_token(token: &str, State(pin): State<u64>) -> bool {
    ///     token.parse() == Ok(pin)
    /// }
    ///
    /// let app: Router = Router::new().layer(guard(Auth).with_state(4711));
    /// ```
    pub fn with_state<S>(self, state: S) -> GuardLayer<P, S> {
        GuardLayer {
            state,
            policy: PhantomData,
        }
    }
}

impl<P, S: Clone> Clone for GuardLayer<P, S> {
    fn clone(&self) -> Self {
        Self {
            state: self.state.clone(),
            policy: PhantomData,
        }
    }
}

impl<P, S> fmt::Debug for GuardLayer<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardLayer").finish_non_exhaustive()
    }
}

impl<P: Policy<S>, S: Clone, I> Layer<I> for GuardLayer<P, S> {
    type Service = GuardService<I, P, S>;

    fn layer(&self, inner: I) -> Self::Service {
        GuardService {
            inner,
            guard: self.clone(),
        }
    }
}

/// A service behind the guard of the policy `P`, made by [`GuardLayer`].
pub struct GuardService<I, P, S = ()> {
    inner: I,
    guard: GuardLayer<P, S>,
}

impl<I: Clone, P, S: Clone> Clone for GuardService<I, P, S> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            guard: self.guard.clone(),
        }
    }
}

impl<I, P, S> fmt::Debug for GuardService<I, P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardService").finish_non_exhaustive()
    }
}

impl<I, P, S> Service<Request> for GuardService<I, P, S>
where
    I: Service<Request, Response: IntoResponse, Future: Send> + Clone + Send + 'static,
    P: Policy<S>,
    S: Clone + Send + Sync + 'static,
{
    type Response = Response;
    type Error = I::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, I::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), I::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // The service that is ready goes with the request, and an equal one takes its place.
        let next = self.inner.clone();
        let mut inner = mem::replace(&mut self.inner, next);
        let state = self.guard.state.clone();
        let (mut parts, body) = request.into_parts();
        Box::pin(async move {
            match P::enter(&mut parts, &state).await {
                Ok(((), respond)) => {
                    let response = inner.call(Request::from_parts(parts, body)).await?;
                    match respond.respond(response) {
                        Ok(response) => Ok(response),
                        Err(answer) => Ok(answer.await),
                    }
                }
                Err(response) => Ok(refuse(response, parts, body)),
            }
        })
    }
}
