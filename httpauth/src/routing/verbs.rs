//! `get`, `post` and the others, as functions and as methods for chains.

use std::convert::Infallible;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::MethodFilter;
use tower_service::Service;

use super::decided::{Decided, DecidedService};
use super::method::MethodRouter;

/// Writes the functions that begin a method router. `filter` is the parameter of `on` and `on_service`.
macro_rules! functions {
    ($($method:literal: $handler:ident $service:ident ($($filter:ident: $Filter:ty)?);)*) => {$(
        #[doc = concat!("Routes ", $method, " to the handler, as [`axum::routing::", stringify!($handler), "`].")]
        ///
        /// The [module](super) shows an example.
        #[track_caller]
        pub fn $handler<H, T, S>($($filter: $Filter,)? handler: H) -> MethodRouter<S>
        where
            H: Handler<T, S> + Decided<T>,
            T: 'static,
            S: Clone + Send + Sync + 'static,
        {
            MethodRouter(axum::routing::$handler($($filter,)? handler))
        }

        #[doc = concat!("Routes ", $method, " to a service behind a guard, as [`axum::routing::", stringify!($service), "`].")]
        ///
        /// [`Router::route_service`](super::Router::route_service) shows such a service.
        #[track_caller]
        pub fn $service<T, S>($($filter: $Filter,)? service: T) -> MethodRouter<S>
        where
            T: DecidedService + Clone + Send + Sync + 'static,
            T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send>,
            T::Response: 'static,
            T::Future: 'static,
            S: Clone,
        {
            MethodRouter(axum::routing::$service($($filter,)? service))
        }
    )*};
}

functions! {
    "any method": any any_service ();
    "CONNECT": connect connect_service ();
    "DELETE": delete delete_service ();
    "GET, and HEAD,": get get_service ();
    "HEAD": head head_service ();
    "these methods": on on_service (filter: MethodFilter);
    "OPTIONS": options options_service ();
    "PATCH": patch patch_service ();
    "POST": post post_service ();
    "PUT": put put_service ();
    "TRACE": trace trace_service ();
}

/// Writes the methods of a chain.
macro_rules! methods {
    ($($method:literal: $handler:ident $service:ident;)*) => {
        impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {$(
            #[doc = concat!("Routes ", $method, " to the handler too, as [`axum::routing::MethodRouter::", stringify!($handler), "`].")]
            ///
            /// # Panics
            ///
            /// Panics where axum's does, for a method that has a handler.
            #[track_caller]
            pub fn $handler<H, T>(self, handler: H) -> Self
            where
                H: Handler<T, S> + Decided<T>,
                T: 'static,
            {
                Self(self.0.$handler(handler))
            }

            #[doc = concat!("Routes ", $method, " to a service behind a guard too, as [`axum::routing::MethodRouter::", stringify!($service), "`].")]
            ///
            /// # Panics
            ///
            /// Panics where axum's does, for a method that has a handler.
            #[track_caller]
            pub fn $service<T>(self, service: T) -> Self
            where
                T: DecidedService + Clone + Send + Sync + 'static,
                T: Service<Request, Response: IntoResponse, Error = Infallible, Future: Send>,
                T::Response: 'static,
                T::Future: 'static,
            {
                Self(self.0.$service(service))
            }
        )*}
    };
}

methods! {
    "CONNECT": connect connect_service;
    "DELETE": delete delete_service;
    "GET, and HEAD,": get get_service;
    "HEAD": head head_service;
    "OPTIONS": options options_service;
    "PATCH": patch patch_service;
    "POST": post post_service;
    "PUT": put put_service;
    "TRACE": trace trace_service;
}
