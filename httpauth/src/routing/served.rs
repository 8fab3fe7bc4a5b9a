//! The ways out of a router, as a service and as axum's own router.

use std::task::{Context, Poll};

use axum::routing::IntoMakeService;
use tower_service::Service;

use super::router::Router;

impl Router {
    /// Returns what `axum::serve` takes, as [`axum::Router::into_make_service`].
    ///
    /// `axum::serve` takes the router itself too. For the client's address, write
    /// `axum::Router::from(router).into_make_service_with_connect_info::<SocketAddr>()`.
    #[must_use]
    pub fn into_make_service(self) -> IntoMakeService<axum::Router> {
        self.0.into_make_service()
    }
}

impl<S> From<Router<S>> for axum::Router<S> {
    fn from(router: Router<S>) -> Self {
        router.0
    }
}

/// Handles requests, and is served by `axum::serve`, as axum's own router.
impl<T> Service<T> for Router
where
    axum::Router: Service<T>,
{
    type Response = <axum::Router as Service<T>>::Response;
    type Error = <axum::Router as Service<T>>::Error;
    type Future = <axum::Router as Service<T>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: T) -> Self::Future {
        self.0.call(request)
    }
}
