//! The route of the document of a protected resource.

use std::fmt;
use std::marker::PhantomData;

use axum::extract::{FromRef, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    CACHE_CONTROL, CONTENT_TYPE,
};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use crate::original::original;
use crate::resource::WELL_KNOWN;
use crate::respond::set_cache_control;
use crate::scheme::token::{TokenAuth, no_resource};

/// The route of a protected resource's document (RFC 9728 section 3), which `Auth::well_known()` returns.
///
/// It goes into axum's router, and into that of [`routing`](crate::routing), by `merge`. Anybody may read it, from any
/// origin. Each request asks the `#[protected_resource]` callback of the auth object `A`, and gets the document if the
/// resource is the one that its URL is of, or else a 404.
///
/// # Example
///
/// ```
/// use axum::Router;
/// use httpauth::{ProtectedResource, protected_resource, token_auth, verify_token};
///
/// #[token_auth]
/// struct Auth;
///
/// #[verify_token]
/// fn verify_token(_token: &str) -> bool {
///     false
/// }
///
/// #[protected_resource]
/// fn resource() -> ProtectedResource {
///     ProtectedResource::new("https://api.example.com/todos", "https://login.example.com")
/// }
///
/// // GET /.well-known/oauth-protected-resource/todos
/// let app: Router = Router::new().merge(Auth::well_known());
/// # use axum::{body::Body, http::Request};
/// # use tower::ServiceExt;
/// # let request = Request::get("/.well-known/oauth-protected-resource/todos").body(Body::empty()).unwrap();
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # assert_eq!(runtime.block_on(app.oneshot(request)).unwrap().status(), 200);
/// ```
#[must_use]
pub struct WellKnown<A> {
    /// The path of the resource. `None` for a route that takes any.
    path: Option<String>,
    at_root: bool,
    object: PhantomData<fn() -> A>,
}

impl<A> WellKnown<A> {
    /// Makes the route of any path.
    #[doc(hidden)]
    pub const fn new() -> Self {
        Self {
            path: None,
            at_root: false,
            object: PhantomData,
        }
    }

    /// Routes the documents of the resources with this path alone, which is a path of axum's as `/mcp` or
    /// `/{tenant}/mcp`.
    ///
    /// It is for several auth objects in one router, and for a callback with the extractor
    /// [`Path`](axum::extract::Path), which has the same parameters here as in the routes of the resource.
    ///
    /// # Panics
    ///
    /// The router panics where axum's does, as for a path without a leading `/`.
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Serves the document at the root of the host too, whatever the resource's path is.
    ///
    /// It is for clients that look for it there, and for a host with one resource.
    pub fn at_root(mut self) -> Self {
        self.at_root = true;
        self
    }
}

impl<A: TokenAuth> WellKnown<A> {
    fn into_router<S>(self) -> axum::Router<S>
    where
        S: Clone + Send + Sync + 'static,
        A::State: FromRef<S>,
    {
        let (path, root) = match self.path.as_deref() {
            None => (Some("/{*path}"), true),
            Some("" | "/") => (None, true),
            path => (path, self.at_root),
        };
        let mut router = axum::Router::new();
        if let Some(path) = path {
            router = router.route(&format!("{WELL_KNOWN}{path}"), methods::<A, S>(false));
        }
        if root {
            router = router.route(WELL_KNOWN, methods::<A, S>(self.at_root));
        }
        router
    }
}

impl<A: TokenAuth, S> From<WellKnown<A>> for axum::Router<S>
where
    S: Clone + Send + Sync + 'static,
    A::State: FromRef<S>,
{
    fn from(well_known: WellKnown<A>) -> Self {
        well_known.into_router()
    }
}

impl<A> Clone for WellKnown<A> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            ..*self
        }
    }
}

impl<A> fmt::Debug for WellKnown<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WellKnown")
            .field("path", &self.path)
            .field("at_root", &self.at_root)
            .finish_non_exhaustive()
    }
}

const ANY: HeaderValue = HeaderValue::from_static("*");

/// Returns the handlers of the document. `any` serves it whatever the resource's path is.
fn methods<A: TokenAuth, S>(any: bool) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
    A::State: FromRef<S>,
{
    get(async move |State(state): State<S>, request: Request| {
        let (parts, _) = request.into_parts();
        let mut response = answer::<A>(any, parts, &A::State::from_ref(&state)).await;
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
        set_cache_control(headers, const { HeaderValue::from_static("no-store") });
        response
    })
    .options(preflight)
}

/// Answers the preflight of a script that sets fields of its own, as `MCP-Protocol-Version`.
async fn preflight() -> impl IntoResponse {
    const GET: HeaderValue = HeaderValue::from_static("GET");
    let fields = [
        (ACCESS_CONTROL_ALLOW_ORIGIN, ANY),
        (ACCESS_CONTROL_ALLOW_METHODS, GET),
        (ACCESS_CONTROL_ALLOW_HEADERS, ANY),
    ];
    (StatusCode::NO_CONTENT, fields)
}

async fn answer<A: TokenAuth>(any: bool, mut parts: Parts, state: &A::State) -> Response {
    let resource = match A::resource(&mut parts, state).await {
        Ok(Some(resource)) => resource,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(response) => return response,
    };
    let url = match resource.metadata_url() {
        Ok(url) => url,
        Err(problem) => return no_resource::<A>(problem),
    };
    let (_, uri) = original(&parts);
    let target = uri.path_and_query().map(PathAndQuery::as_str);
    if !any && target != Some(url.target()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let reads_bearer = A::BEARER && A::HEADER.is_none() && !A::BARE;
    let fields = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, "public, max-age=3600"),
    ];
    (fields, resource.into_document(reads_bearer)).into_response()
}

/// The kind of a token object, which is `true` if a `#[protected_resource]` describes its resource.
#[derive(Debug)]
pub struct ResourceKind<const FILLED: bool>;

/// An object whose resource is described.
///
/// The lifetime makes the bound of `Auth::well_known` one that the compiler checks where the function is called.
#[diagnostic::on_unimplemented(
    message = "the auth object has no callback that describes its resource",
    label = "the slot `protected_resource` is empty",
    note = "write `#[protected_resource] fn resource() -> ProtectedResource`"
)]
pub trait HasResource<'a> {}

impl HasResource<'_> for ResourceKind<true> {}
