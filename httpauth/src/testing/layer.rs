//! The layer that logs a user in.

use std::fmt;
use std::mem;
use std::task::{Context, Poll};

use axum::http::Request;
use tower_layer::Layer;
use tower_service::Service;

use crate::authenticator::{Authenticator, Scheme, UserOf};
use crate::guard::Publish;

/// Logs a user in, for all requests without credentials that pass this layer.
///
/// The layer leaves a grant in each request, as a guard of the same auth object further out does. So the guards take
/// their usual way. They hand over this user and ask for its roles, and do not ask the callback that verifies
/// credentials.
///
/// A request with credentials of its own is judged by them alone, as an outer guard's grant counts only for the
/// credentials that it has judged. A handler without a guard gets no user.
///
/// For a `#[multi_auth]` object name the member whose user this is, as in `login(Api, user)`, whose roles are then asked
/// for. With the object itself it is the first member. A member before it that lets requests without credentials pass is
/// asked first.
///
/// The user is let in whatever realm a `#[realm]` returns. So a login does not show that tenants are apart.
///
/// # Example
///
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, StatusCode};
/// use axum::{Router, routing::get};
/// use httpauth::{CurrentUser, basic_auth, get_user_roles, login_required, testing, verify_password};
/// use tower::ServiceExt;
///
/// #[derive(Clone)]
/// struct User {
///     name: &'static str,
///     role: &'static str,
/// }
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// async fn verify_password(username: &str, password: &str) -> Option<User> {
///     unreachable!("no test asks for a password")
/// }
///
/// #[get_user_roles]
/// fn get_user_roles(user: &User) -> &'static str {
///     user.role
/// }
///
/// #[login_required(role = "admin")]
/// async fn admin(user: CurrentUser<User>) -> String {
///     format!("Hello {}, you are an admin!", user.name)
/// }
///
/// fn app() -> Router {
///     Router::new().route("/admin", get(admin))
/// }
///
/// async fn status_for(user: User) -> StatusCode {
///     let app = app().layer(testing::login(Auth, user));
///     let request = Request::get("/admin").body(Body::empty()).unwrap();
///     app.oneshot(request).await.unwrap().status()
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(status_for(User { name: "susan", role: "admin" }).await, StatusCode::OK);
/// assert_eq!(status_for(User { name: "john", role: "user" }).await, StatusCode::FORBIDDEN);
/// # }
/// ```
pub fn login<A>(_: A, user: UserOf<A>) -> LoginLayer<A>
where
    A: Authenticator,
    UserOf<A>: Publish,
{
    LoginLayer { user: Some(user) }
}

/// Lets requests without credentials pass as an anonymous verdict does, and does not ask the callback.
///
/// Guards let such a request in where `#[verify_password(anonymous)]` or `optional` does, and refuse it otherwise.
///
/// # Example
///
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, StatusCode};
/// use axum::{Router, routing::get};
/// use httpauth::{CurrentUser, basic_auth, login_required, testing, verify_password};
/// use tower::ServiceExt;
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password(anonymous)]
/// async fn verify_password(username: &str, password: &str) -> bool {
///     unreachable!("no test asks for a password")
/// }
///
/// #[login_required]
/// async fn index(user: Option<CurrentUser<String>>) -> StatusCode {
///     if user.is_none() { StatusCode::OK } else { StatusCode::IM_A_TEAPOT }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let app: Router = Router::new().route("/", get(index)).layer(testing::anonymous(Auth));
/// let request = Request::get("/").body(Body::empty()).unwrap();
/// assert_eq!(app.oneshot(request).await.unwrap().status(), StatusCode::OK);
/// # }
/// ```
pub fn anonymous<A>(_: A) -> LoginLayer<A>
where
    A: Authenticator,
    UserOf<A>: Publish,
{
    LoginLayer { user: None }
}

/// The layer that logs a user of the auth object `A` in, made by [`login`] and [`anonymous`].
pub struct LoginLayer<A: Authenticator> {
    user: Option<UserOf<A>>,
}

// The derived implementation would ask for `A: Clone`.
impl<A: Authenticator> Clone for LoginLayer<A>
where
    UserOf<A>: Clone,
{
    fn clone(&self) -> Self {
        Self {
            user: self.user.clone(),
        }
    }
}

impl<A: Authenticator> fmt::Debug for LoginLayer<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginLayer").finish_non_exhaustive()
    }
}

impl<A: Authenticator, I> Layer<I> for LoginLayer<A>
where
    UserOf<A>: Clone,
{
    type Service = LoginService<I, A>;

    fn layer(&self, inner: I) -> Self::Service {
        LoginService {
            inner,
            login: self.clone(),
        }
    }
}

/// A service whose requests are those of a logged-in user, made by [`LoginLayer`].
pub struct LoginService<I, A: Authenticator> {
    inner: I,
    login: LoginLayer<A>,
}

impl<I: Clone, A: Authenticator> Clone for LoginService<I, A>
where
    UserOf<A>: Clone,
{
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            login: self.login.clone(),
        }
    }
}

impl<I, A: Authenticator> fmt::Debug for LoginService<I, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginService").finish_non_exhaustive()
    }
}

impl<I, A, B> Service<Request<B>> for LoginService<I, A>
where
    I: Service<Request<B>>,
    A: Authenticator,
    UserOf<A>: Publish,
{
    type Response = I::Response;
    type Error = I::Error;
    type Future = I::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), I::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> I::Future {
        let (mut parts, body) = request.into_parts();
        // The grant is for a request without credentials. Those that this one may have are not judged here.
        let headers = mem::take(&mut parts.headers);
        A::Scheme::remember(self.login.user.as_ref(), 0, &mut parts);
        parts.headers = headers;
        self.inner.call(Request::from_parts(parts, body))
    }
}
