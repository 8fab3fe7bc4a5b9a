//! The router whose every handler is decided about.

use std::convert::Infallible;
use std::fmt;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::Route;
use tower_layer::Layer;
use tower_service::Service;

use super::decided::{Decided, DecidedService, SEAL, Seal};
use super::parts::{MethodRoutes, Routes};
use crate::guard::{GuardLayer, Policy};
use crate::registry::note_undecided;

/// axum's [`Router`](axum::Router), into which only handlers and services go that somebody has decided about.
///
/// Its methods are axum's, and each does what axum's does. The [module](super) shows an example.
#[must_use]
pub struct Router<S = ()>(pub(super) axum::Router<S>);

impl<S: Clone + Send + Sync + 'static> Router<S> {
    /// Returns a router without routes.
    pub fn new() -> Self {
        Self(axum::Router::new())
    }

    /// Lays a guard over an axum router, and so decides about all that it holds.
    ///
    /// Within it, handlers need no attribute, and services and other crates' routers go in as they are. The guard is laid by
    /// [`axum::Router::layer`], over the fallback too. So where the router is merged, unknown paths are guarded as well.
    /// Where it is nested, they get the outer router's fallback.
    ///
    /// # Example
    ///
    /// ```
    /// use axum::routing::get;
    /// use httpauth::routing::Router;
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
    /// let staff = axum::Router::new().route("/", get(index));
    /// let app: Router = Router::new().nest("/staff", Router::guarded(guard(Auth), staff));
    /// ```
    pub fn guarded<P: Policy<T>, T>(guard: GuardLayer<P, T>, router: axum::Router<S>) -> Self
    where
        T: Clone + Send + Sync + 'static,
    {
        Self(router.layer(guard))
    }

    /// Adds handlers and services that nothing decides about, on axum's own router.
    ///
    /// It is for public services, such as `ServeDir`, and for routers of other crates. A reviewer sees it, and the access
    /// matrix lists its place once the code has run (feature `audit`).
    ///
    /// # Security
    ///
    /// Anybody may call whatever the closure adds, unless it is guarded by itself.
    ///
    /// # Example
    ///
    /// ```
    /// use axum::routing::get;
    /// use httpauth::routing::Router;
    ///
    /// let metrics = axum::Router::new().route("/metrics", get("requests 1"));
    /// let app: Router = Router::new().undecided(|router| router.merge(metrics));
    /// ```
    #[track_caller]
    pub fn undecided(self, add: impl FnOnce(axum::Router<S>) -> axum::Router<S>) -> Self {
        note_undecided();
        Self(add(self.0))
    }

    /// Routes the path to handlers by the method, as [`axum::Router::route`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, as for a path that overlaps another one.
    #[track_caller]
    pub fn route(self, path: &str, methods: impl MethodRoutes<S>) -> Self {
        Self(self.0.route(path, methods.into_axum()))
    }

    /// Routes the path to a service behind a guard, as [`axum::Router::route_service`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, as for a path that overlaps another one.
    ///
    /// # Example
    ///
    /// ```
    /// use std::convert::Infallible;
    ///
    /// use axum::extract::Request;
    /// use axum::response::Response;
    /// use httpauth::routing::Router;
    /// use httpauth::{basic_auth, guard, verify_password};
    /// use tower::{Layer, service_fn};
    ///
    /// #[basic_auth]
    /// struct Auth;
    ///
    /// #[verify_password]
    /// fn verify_password(username: &str, password: &str) -> bool {
    ///     (username, password) == ("john", "hello")
    /// }
    ///
    /// let service = service_fn(|_: Request| async { Ok::<Response, Infallible>(Response::default()) });
    /// let app: Router = Router::new().route_service("/", guard(Auth).layer(service));
    /// ```
    pub fn route_service<T>(self, path: &str, service: T) -> Self
    where
        T: DecidedService + Clone + Send + Sync + 'static,
        T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send + 'static>,
    {
        Self(self.0.route_service(path, service))
    }

    /// Adds the router's routes below a path, as [`axum::Router::nest`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, as for the path `/`.
    #[track_caller]
    pub fn nest(self, path: &str, router: impl Routes<S>) -> Self {
        Self(self.0.nest(path, router.into_axum()))
    }

    /// Adds a service behind a guard below a path, as [`axum::Router::nest_service`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, as for the path `/`.
    #[track_caller]
    pub fn nest_service<T>(self, path: &str, service: T) -> Self
    where
        T: DecidedService + Clone + Send + Sync + 'static,
        T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send + 'static>,
    {
        Self(self.0.nest_service(path, service))
    }

    /// Adds the router's routes and its fallback, as [`axum::Router::merge`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, as for two routers with a fallback.
    #[track_caller]
    pub fn merge(self, router: impl Routes<S>) -> Self {
        Self(self.0.merge(router.into_axum()))
    }

    /// Lays a layer over all that was added so far, as [`axum::Router::layer`].
    ///
    /// # Security
    ///
    /// A layer may answer requests by itself, and nothing decides about it.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Clone + Send + Sync + 'static,
        L::Service: Service<
                Request,
                Response: IntoResponse + 'static,
                Error: Into<Infallible> + 'static,
                Future: Send + 'static,
            >,
    {
        Self(self.0.layer(layer))
    }

    /// Lays a layer over the routes that were added so far, as [`axum::Router::route_layer`].
    ///
    /// # Panics
    ///
    /// Panics where axum's does, if there is no route yet.
    #[track_caller]
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Clone + Send + Sync + 'static,
        L::Service: Service<
                Request,
                Response: IntoResponse + 'static,
                Error: Into<Infallible> + 'static,
                Future: Send + 'static,
            >,
    {
        Self(self.0.route_layer(layer))
    }

    /// Returns whether any route was added, as [`axum::Router::has_routes`].
    pub fn has_routes(&self) -> bool {
        self.0.has_routes()
    }

    /// Sets the handler of paths without a route, as [`axum::Router::fallback`].
    #[track_caller]
    pub fn fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, S> + Decided<T>,
        T: 'static,
    {
        Self(self.0.fallback(handler))
    }

    /// Sets the service of paths without a route, as [`axum::Router::fallback_service`].
    pub fn fallback_service<T>(self, service: T) -> Self
    where
        T: DecidedService + Clone + Send + Sync + 'static,
        T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send + 'static>,
    {
        Self(self.0.fallback_service(service))
    }

    /// Sets the handler of methods without a route, as [`axum::Router::method_not_allowed_fallback`].
    pub fn method_not_allowed_fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, S> + Decided<T>,
        T: 'static,
    {
        Self(self.0.method_not_allowed_fallback(handler))
    }

    /// Sets the fallback back to a 404, as [`axum::Router::reset_fallback`].
    pub fn reset_fallback(self) -> Self {
        Self(self.0.reset_fallback())
    }

    /// Gives the state, as [`axum::Router::with_state`].
    pub fn with_state<S2>(self, state: S) -> Router<S2> {
        Router(self.0.with_state(state))
    }
}

#[diagnostic::do_not_recommend]
impl<S> Routes<S> for Router<S> {
    const SEAL: Seal = SEAL;

    fn into_axum(self) -> axum::Router<S> {
        self.0
    }
}

impl<S> Clone for Router<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
