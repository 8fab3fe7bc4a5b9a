//! The guard, and the order of its steps.

use std::fmt;
use std::future::Future;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::Extensions;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::authenticator::{Authenticator, GrantOf, Receipt, Scheme, UserOf, refuse};
use crate::callback::{GetUserRoles, arguments};
use crate::rejection::Reason;
use crate::user::{CurrentUser, HandOver, Presence};

type SchemeOf<P> = <<P as Policy>::Auth as Authenticator>::Scheme;
type StateOf<P> = <<P as Policy>::Auth as Authenticator>::State;
type ReceiptOf<P> = <SchemeOf<P> as Scheme<<P as Policy>::Auth>>::Receipt;
type Held<P> = <<P as Policy>::Presence as Presence>::Held<UserOf<<P as Policy>::Auth>>;

/// Whom a guard lets pass: an auth object, a role rule, `optional` or not.
///
/// [`#[login_required]`](crate::login_required) declares one on a handler, for this handler alone, or on a unit struct,
/// for [`LoginRequired`] wherever you like. An auth object is a policy by itself: any user of its passes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a policy",
    label = "not a policy",
    note = "declare one with `#[login_required(role = \"admin\")] struct {Self};`, or name an auth object whose user \
            type is `Clone`"
)]
pub trait Policy: Send + Sync + 'static {
    /// The auth object that authenticates.
    type Auth: Authenticator;

    /// [`Required`](crate::__private::Required), or `Optional` to let requests without credentials pass.
    #[doc(hidden)]
    type Presence: Presence;

    /// Checks the role rule; by default there is none.
    #[doc(hidden)]
    fn authorize(
        _: &GrantOf<Self::Auth>,
        _: &mut Parts,
        _: &StateOf<Self>,
    ) -> impl Future<Output = Result<(), Response>> + Send
    where
        Self: Sized,
    {
        async { Ok(()) }
    }

    /// Puts the user into the request's extensions; by default it is handed over to the handler alone.
    #[doc(hidden)]
    fn publish(_: Option<&UserOf<Self::Auth>>, _: &mut Extensions) {}
}

impl<A: Authenticator> Policy for A
where
    UserOf<A>: Clone,
{
    type Auth = A;
    type Presence = <A::Scheme as Scheme<A>>::Presence;

    fn publish(user: Option<&UserOf<A>>, extensions: &mut Extensions) {
        publish(user, extensions);
    }
}

/// Puts the user into the request's extensions.
pub fn publish<U: Clone + Send + Sync + 'static>(user: Option<&U>, extensions: &mut Extensions) {
    if let Some(user) = user {
        extensions.insert(CurrentUser(user.clone()));
    }
}

/// The guard: an extractor that lets the request pass only if the policy `P` does.
///
/// [`#[login_required]`](crate::login_required) puts it before the parameters of a handler. Lay it on a whole router, or
/// on a service that is no handler, with axum's [`from_extractor`](axum::middleware::from_extractor) (or
/// `from_extractor_with_state` if the auth object has a `state`); handlers inside get the user as
/// [`CurrentUser`].
///
/// # Errors
///
/// 401, 403 or 400 as [`AuthError`](crate::AuthError) says, answered by the `#[error_handler]`; or the response of a
/// callback that failed.
///
/// # Security
///
/// A layer guards the routes that were added before it. A guard laid on with `from_extractor` does not see the
/// response.
///
/// # Example
///
/// ```
/// use axum::{Router, middleware::from_extractor, routing::get};
/// use httpauth::{CurrentUser, LoginRequired, basic_auth, get_user_roles, login_required, verify_password};
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
/// let app: Router = Router::new()
///     .route("/", get(index))
///     .layer(from_extractor::<LoginRequired<AdminsOnly>>());
/// ```
pub struct LoginRequired<P: Policy> {
    user: Held<P>,
    receipt: ReceiptOf<P>,
}

impl<P, S> FromRequestParts<S> for LoginRequired<P>
where
    P: Policy,
    S: Send + Sync,
    StateOf<P>: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let state = StateOf::<P>::from_ref(state);
        let grant = SchemeOf::<P>::authenticate(parts, &state).await?;
        if let Some(grant) = &grant {
            P::authorize(grant, parts, &state).await?;
        }
        let (user, receipt) = grant
            .map(|grant| (grant.user, grant.receipt))
            .unwrap_or_default();
        P::publish(user.as_ref(), &mut parts.extensions);
        match P::Presence::admit(user) {
            Some(user) => Ok(Self { user, receipt }),
            None => Err(refuse::<P::Auth>(Reason::Missing, parts, &state).await),
        }
    }
}

impl<P: Policy> LoginRequired<P> {
    /// The user as the handler's parameter `T`, and what is left to do when the handler has answered.
    #[doc(hidden)]
    pub fn into_parts<T>(self) -> (Respond<P>, T)
    where
        Held<P>: HandOver<T>,
    {
        (Respond(self.receipt), self.user.hand_over())
    }
}

impl<P: Policy> fmt::Debug for LoginRequired<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequired").finish_non_exhaustive()
    }
}

/// The last step: the response to an authenticated request.
#[doc(hidden)]
#[expect(
    missing_debug_implementations,
    reason = "made and used up within one expansion"
)]
pub struct Respond<P: Policy>(ReceiptOf<P>);

impl<P: Policy> Respond<P> {
    /// The handler's response with what the scheme adds to it.
    pub fn respond(self, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        self.0.add_to(&mut response);
        response
    }
}

/// The role rule of a policy.
pub trait RoleRule: Policy<Auth: GetUserRoles> {
    /// The scope that would do, for Bearer's `insufficient_scope` (RFC 6750, section 3.1).
    const SCOPE: Option<&'static str>;

    /// Whether a user with these roles may pass: one boolean expression.
    fn allows(roles: &<Self::Auth as GetUserRoles>::Roles<'_>) -> bool;
}

/// Checks the role rule of `P`: 403 for a user who lacks the role.
///
/// A request without a user has no roles: 401, since it could come back with credentials.
///
/// # Errors
///
/// The answer that refuses, or the response of a callback that failed.
pub async fn authorize<P: RoleRule>(
    grant: &GrantOf<P::Auth>,
    parts: &mut Parts,
    state: &StateOf<P>,
) -> Result<(), Response> {
    let Some(user) = &grant.user else {
        return Err(refuse::<P::Auth>(Reason::Missing, parts, state).await);
    };
    let arguments = arguments::<<P::Auth as GetUserRoles>::Arguments, _>(parts, state).await?;
    let allowed = P::allows(&P::Auth::get_user_roles(user, arguments).await?);
    if allowed {
        return Ok(());
    }
    Err(SchemeOf::<P>::refuse(Reason::Forbidden, P::SCOPE, grant.via, parts, state).await)
}
