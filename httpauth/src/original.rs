//! The method and the URI that a request came with, before a layer rewrites them.

use std::task::{Context, Poll};

use axum::extract::OriginalUri;
use axum::http::request::Parts;
use axum::http::{Method, Request, Uri};
use tower_layer::Layer;
use tower_service::Service;

/// Returns a layer that remembers the method and the URI of each request, for layers further in that rewrite them.
///
/// Digest credentials are made for the request that the client sent. Behind tower-http's `NormalizePathLayer`, or a
/// middleware that lets a form name its method, the guard sees another one, and right credentials are a 400 or a 401.
/// This layer goes outside of theirs, and all of them go around the router, not on it. What is laid by `Router::layer`
/// runs when the router has chosen the handler.
///
/// # Security
///
/// Digest proves what was sent and not what a layer made of it. Neither a field nor a body that names another method is
/// part of the proof.
///
/// # Example
///
/// ```
/// use axum::extract::Request;
/// use axum::{Router, ServiceExt, routing::get};
/// use httpauth::{CurrentUser, digest_auth, get_password, login_required, original_request};
/// use tower::ServiceBuilder;
/// use tower_http::normalize_path::NormalizePathLayer;
///
/// #[digest_auth]
/// struct Auth;
///
/// #[get_password]
/// fn get_password(username: &str) -> Option<&'static str> {
///     (username == "john").then_some("hello")
/// }
///
/// #[login_required]
/// async fn index(user: CurrentUser<String>) -> String {
///     format!("Hello, {user}!")
/// }
///
/// let app = ServiceBuilder::new()
///     .layer(original_request())
///     .layer(NormalizePathLayer::trim_trailing_slash())
///     .service(Router::new().route("/hello", get(index)));
/// let service = ServiceExt::<Request>::into_make_service(app);
/// # let _ = service;
/// ```
pub fn original_request() -> OriginalRequestLayer {
    OriginalRequestLayer(())
}

/// The layer that [`original_request`] returns.
#[derive(Clone, Copy, Debug)]
pub struct OriginalRequestLayer(());

impl<S> Layer<S> for OriginalRequestLayer {
    type Service = OriginalRequestService<S>;

    fn layer(&self, inner: S) -> OriginalRequestService<S> {
        OriginalRequestService(inner)
    }
}

/// The service that [`OriginalRequestLayer`] makes of another one.
#[derive(Clone, Copy, Debug)]
pub struct OriginalRequestService<S>(S);

impl<S: Service<Request<B>>, B> Service<Request<B>> for OriginalRequestService<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> S::Future {
        let (mut parts, body) = request.into_parts();
        // The outermost layer has seen the request first.
        if parts.extensions.get::<Original>().is_none() {
            let (method, uri) = original(&parts);
            let original = Original {
                method: method.clone(),
                uri: uri.clone(),
            };
            parts.extensions.insert(original);
        }
        self.0.call(Request::from_parts(parts, body))
    }
}

/// The method and the URI that a request came with.
#[derive(Clone)]
struct Original {
    method: Method,
    uri: Uri,
}

/// Returns the method and the URI that the request came with, as this layer or else axum has kept them.
///
/// axum keeps only the URI, since a nested router strips its prefix from it.
pub(crate) fn original(parts: &Parts) -> (&Method, &Uri) {
    if let Some(original) = parts.extensions.get::<Original>() {
        return (&original.method, &original.uri);
    }
    let uri = parts.extensions.get::<OriginalUri>();
    (
        &parts.method,
        uri.map_or(&parts.uri, |original| &original.0),
    )
}
