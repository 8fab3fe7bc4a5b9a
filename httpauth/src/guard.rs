//! The guard, and the order of its steps.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::Extensions;
use axum::http::request::Parts;
use axum::response::Response;

use crate::authenticator::{
    Authenticator, GrantOf, InfoOf, PresenceOf, Refusal, Respond, RoleScheme, RolesOf, Scheme,
    UserOf,
};
use crate::rejection::Reason;
use crate::user::{CurrentUser, HandOver, Presence};

type SchemeOf<R> = <<R as Rule>::Auth as Authenticator>::Scheme;
type StateOf<R> = <<R as Rule>::Auth as Authenticator>::State;
/// Why the rule `R` refuses a request.
pub type RefusalOf<R> = Refusal<<SchemeOf<R> as Scheme<<R as Rule>::Auth>>::Via>;

/// What the guard of the rule `R` holds.
type Held<R> = <<R as Rule>::Presence as Presence>::Held<UserOf<<R as Rule>::Auth>>;

/// Whom a guard lets pass: an auth object, a role rule, `optional` or not.
///
/// [`#[login_required]`](crate::login_required) declares one on a handler, for this handler alone, or on a unit struct,
/// for [`LoginRequired`] wherever you like. An auth object is a policy by itself: any user of its passes.
///
/// `S` is the router's state, and `User` what the guard holds for the handler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a policy of a router with the state `{S}`",
    label = "not a policy here",
    note = "declare one with `#[login_required(role = \"admin\")] struct {Self};`, or name an auth object whose user \
            type is `Clone`; the `state` of its auth object is taken from the router's by `FromRef`"
)]
pub trait Policy<S, User = ()>: Send + Sync + 'static {
    /// Lets the request pass, or answers it.
    #[doc(hidden)]
    fn enter(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<LoginRequired<Self, User>, Response>> + Send
    where
        Self: Sized;
}

/// What a policy is made of.
///
/// The policies' own types are as visible as their handlers, which the auth object need not be: so this is implemented
/// for a private type within the policy's expansion.
pub trait Rule: Send + Sync + 'static {
    /// The auth object that authenticates.
    type Auth: Authenticator;

    /// `Required`, or `Optional` to let requests without credentials pass.
    type Presence: Presence;

    /// Checks the role rule; by default there is none.
    fn authorize(
        _: &GrantOf<Self::Auth>,
        _: &mut Parts,
        _: &StateOf<Self>,
    ) -> impl Future<Output = Result<(), RefusalOf<Self>>> + Send
    where
        Self: Sized,
    {
        async { Ok(()) }
    }

    /// Puts the user into the request's extensions; by default it is handed over to the handler alone.
    fn publish(_: Option<&UserOf<Self::Auth>>, _: &mut Extensions) {}
}

impl<A, S> Policy<S> for A
where
    A: Authenticator<State: FromRef<S>>,
    UserOf<A>: Clone,
    S: Send + Sync,
{
    fn enter(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<LoginRequired<Self>, Response>> + Send {
        enter::<AnyUser<A>, _, _, _>(parts, state, HandOver::hand_over)
    }
}

/// The rule of an auth object that is a policy by itself.
struct AnyUser<A>(PhantomData<A>);

impl<A: Authenticator> Rule for AnyUser<A>
where
    UserOf<A>: Clone,
{
    type Auth = A;
    type Presence = PresenceOf<A>;

    fn publish(user: Option<&UserOf<A>>, extensions: &mut Extensions) {
        publish(user, extensions);
    }
}

/// Puts the user into the request's extensions, in the place of whoever an outer guard has put there.
pub fn publish<U: Clone + Send + Sync + 'static>(user: Option<&U>, extensions: &mut Extensions) {
    match user {
        Some(user) => extensions.insert(CurrentUser(user.clone())),
        None => extensions.remove::<CurrentUser<U>>(),
    };
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
pub struct LoginRequired<P, User = ()> {
    user: User,
    respond: Respond,
    policy: PhantomData<fn() -> P>,
}

impl<P, User, S> FromRequestParts<S> for LoginRequired<P, User>
where
    P: Policy<S, User>,
    S: Send + Sync,
{
    type Rejection = Response;

    fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Self, Response>> + Send {
        P::enter(parts, state)
    }
}

/// The way of a request through the guard of the policy `P`, whose rule is `R`: in, or the answer that refuses.
///
/// `hand_over` makes what the guard holds what the handler takes: it comes from the expansion, where the compiler then
/// shows a wrong `CurrentUser<T>`.
///
/// # Errors
///
/// The answer that refuses, or the response of a callback that failed.
#[expect(
    clippy::manual_async_fn,
    reason = "so a mistake in the bounds is not told a second time, of the future"
)]
pub fn enter<R, P, User, S>(
    parts: &mut Parts,
    state: &S,
    hand_over: impl FnOnce(Held<R>) -> User + Send,
) -> impl Future<Output = Result<LoginRequired<P, User>, Response>> + Send
where
    R: Rule,
    StateOf<R>: FromRef<S>,
    S: Sync,
{
    async move {
        let state = StateOf::<R>::from_ref(state);
        match pass::<R>(parts, &state).await {
            Ok((user, info)) => Ok(LoginRequired {
                user: hand_over(user),
                respond: Respond::from(info),
                policy: PhantomData,
            }),
            Err(Refusal::With(response)) => Err(*response),
            Err(Refusal::Because(reason, via, scope)) => {
                Err(SchemeOf::<R>::refuse(reason, scope, via, parts, &state).await)
            }
        }
    }
}

/// The steps of the guard: authenticate, authorize, admit.
async fn pass<R: Rule>(
    parts: &mut Parts,
    state: &StateOf<R>,
) -> Result<(Held<R>, InfoOf<R::Auth>), RefusalOf<R>> {
    let grant = SchemeOf::<R>::authenticate(parts, state).await?;
    // `optional` asks no role of a request without a user.
    let grant = grant.filter(|grant| grant.user.is_some() || !R::Presence::OPTIONAL);
    if let Some(grant) = &grant {
        R::authorize(grant, parts, state).await?;
    }
    let (user, info) = grant.map(|grant| (grant.user, grant.info)).unzip();
    R::publish(
        user.as_ref().and_then(Option::as_ref),
        &mut parts.extensions,
    );
    let held = R::Presence::admit(user);
    let held = held.ok_or(Refusal::Because(Reason::Missing, Default::default(), None))?;
    Ok((held, info.unwrap_or_default()))
}

impl<P, User> LoginRequired<P, User> {
    /// The user, and what is left to do when the handler has answered.
    #[doc(hidden)]
    pub fn into_parts(self) -> (Respond, User) {
        (self.respond, self.user)
    }
}

impl<P, User> fmt::Debug for LoginRequired<P, User> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginRequired").finish_non_exhaustive()
    }
}

/// The role rule of a policy.
pub trait RoleRule: Rule<Auth: Authenticator<Scheme: RoleScheme<Self::Auth>>> {
    /// The scope that would do, for Bearer's `insufficient_scope` (RFC 6750, section 3.1).
    const SCOPE: Option<&'static str>;

    /// Whether a user with these roles may pass: one boolean expression.
    fn allows(roles: &RolesOf<'_, Self::Auth>) -> bool;
}

/// Checks the role rule of `R`: 403 for a user who lacks the role.
///
/// A request without a user has no roles: 401, since it could come back with credentials, of any member's scheme.
///
/// # Errors
///
/// Why the request may not pass, or the response of a callback that failed.
#[expect(
    clippy::manual_async_fn,
    reason = "so a mistake in the bound is not told a second time, of the future"
)]
pub fn authorize<R: RoleRule>(
    grant: &GrantOf<R::Auth>,
    parts: &mut Parts,
    state: &StateOf<R>,
) -> impl Future<Output = Result<(), RefusalOf<R>>> + Send {
    async move {
        let user = grant.user.as_ref().ok_or(Refusal::Because(
            Reason::Missing,
            Default::default(),
            None,
        ))?;
        let roles = SchemeOf::<R>::roles(user, grant.via, parts, state).await?;
        let allowed = roles.is_some_and(|roles| R::allows(&roles));
        if allowed {
            Ok(())
        } else {
            Err(Refusal::Because(Reason::Forbidden, grant.via, R::SCOPE))
        }
    }
}
