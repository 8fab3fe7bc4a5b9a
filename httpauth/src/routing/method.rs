//! The handlers of one path by the method, each of which is decided about.

use std::convert::Infallible;
use std::fmt;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, Route};
use tower_layer::Layer;
use tower_service::Service;

use super::decided::{Decided, DecidedService, SEAL, Seal};
use super::parts::MethodRoutes;
use crate::guard::{GuardLayer, Policy};

/// axum's [`MethodRouter`](axum::routing::MethodRouter), into which only handlers and services go that somebody has
/// decided about.
///
/// Its methods are axum's, and each does what axum's does. The [module](super) shows an example.
#[must_use]
pub struct MethodRouter<S = ()>(pub(super) axum::routing::MethodRouter<S>);

impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
    /// Returns a router that answers 405 to every method.
    pub fn new() -> Self {
        Self(axum::routing::MethodRouter::new())
    }

    /// Lays a guard over axum's method router, and so decides about all handlers of it.
    ///
    /// The guard is laid by [`axum::routing::MethodRouter::layer`], over the answer to other methods too.
    ///
    /// # Example
    ///
    /// ```
    /// use axum::routing::get;
    /// use httpauth::routing::{MethodRouter, Router};
    /// use httpauth::{CurrentUser, basic_auth, guard, verify_password};
    ///
    /// #[basic_auth]
    /// struct Auth;
    ///
    /// #[verify_password]
    /// fn verify_password(username: &str, password: &str) -> bool {
    ///     (username, password) == ("john", "hello")
    /// }
    ///
    /// async fn index(user: CurrentUser<String>) -> String {
    ///     format!("Hello, {user}!")
    /// }
    ///
    /// let app: Router = Router::new().route("/", MethodRouter::guarded(guard(Auth), get(index)));
    /// ```
    pub fn guarded<P: Policy<T>, T>(
        guard: GuardLayer<P, T>,
        methods: axum::routing::MethodRouter<S>,
    ) -> Self
    where
        T: Clone + Send + Sync + 'static,
    {
        Self(methods.layer(guard))
    }

    /// Routes these methods to the handler, as [`axum::routing::MethodRouter::on`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, for a method that has a handler.
    #[track_caller]
    pub fn on<H, T>(self, filter: MethodFilter, handler: H) -> Self
    where
        H: Handler<T, S> + Decided<T>,
        T: 'static,
    {
        Self(self.0.on(filter, handler))
    }

    /// Routes these methods to a service behind a guard, as [`axum::routing::MethodRouter::on_service`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, for a method that has a handler.
    #[track_caller]
    pub fn on_service<T>(self, filter: MethodFilter, service: T) -> Self
    where
        T: DecidedService + Clone + Send + Sync + 'static,
        T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send>,
        T::Response: 'static,
        T::Future: 'static,
    {
        Self(self.0.on_service(filter, service))
    }

    /// Sets the handler of all other methods, as [`axum::routing::MethodRouter::fallback`].
    pub fn fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, S> + Decided<T>,
        T: 'static,
    {
        Self(self.0.fallback(handler))
    }

    /// Sets the service of all other methods, as [`axum::routing::MethodRouter::fallback_service`].
    pub fn fallback_service<T>(self, service: T) -> Self
    where
        T: DecidedService + Clone + Send + Sync + 'static,
        T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send>,
        T::Response: 'static,
        T::Future: 'static,
    {
        Self(self.0.fallback_service(service))
    }

    /// Lays a layer over all that was added so far, as [`axum::routing::MethodRouter::layer`].
    ///
    /// # Security
    ///
    /// A layer may answer requests by itself, and nothing decides about it.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Response: IntoResponse, Error: Into<Infallible>>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: 'static,
        <L::Service as Service<Request>>::Error: 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self(self.0.layer(layer))
    }

    /// Lays a layer over the handlers that were added so far, as [`axum::routing::MethodRouter::route_layer`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, if there is no handler yet.
    #[track_caller]
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Response: IntoResponse, Error = Infallible>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self(self.0.route_layer(layer))
    }

    /// Adds the handlers of the other, as [`axum::routing::MethodRouter::merge`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, for a method that both have.
    #[track_caller]
    pub fn merge(self, other: Self) -> Self {
        Self(self.0.merge(other.0))
    }

    /// Gives the state, as [`axum::routing::MethodRouter::with_state`].
    pub fn with_state<S2>(self, state: S) -> MethodRouter<S2> {
        MethodRouter(self.0.with_state(state))
    }
}

impl<S> From<MethodRouter<S>> for axum::routing::MethodRouter<S> {
    fn from(methods: MethodRouter<S>) -> Self {
        methods.0
    }
}

#[diagnostic::do_not_recommend]
impl<S> MethodRoutes<S> for MethodRouter<S> {
    const SEAL: Seal = SEAL;

    fn into_axum(self) -> axum::routing::MethodRouter<S> {
        self.0
    }
}

impl<S> Clone for MethodRouter<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S: Clone + Send + Sync + 'static> Default for MethodRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for MethodRouter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
