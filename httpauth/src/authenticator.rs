//! The auth object, and the scheme that it authenticates by.

use std::future::Future;

use axum::extract::FromRef;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

use crate::registry::Registry;
use crate::rejection::{AuthError, Challenges, Reason};
use crate::user::Presence;

/// An auth object: a unit struct declared by `#[basic_auth]`, `#[token_auth]` or one of their kin.
///
/// The declaring attribute implements it; there is nothing in it to call but [`REGISTRY`](Self::REGISTRY).
///
/// # Example
///
/// ```
/// use httpauth::{Authenticator, token_auth, verify_token};
///
/// #[token_auth]
/// struct Auth;
///
/// #[verify_token]
/// fn verify_token(_token: &str) -> bool {
///     false
/// }
///
/// /// What a health page may show of any auth object.
/// fn describe<A: Authenticator>() -> String {
///     format!("{} for {:?}", A::REGISTRY.scheme(), A::REGISTRY.realm())
/// }
///
/// assert_eq!(describe::<Auth>(), r#"Bearer for "Authentication Required""#);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an auth object",
    label = "not an auth object",
    note = "declare one with `#[basic_auth] struct Auth;` or `#[token_auth] struct Auth;`, or name another one with \
            `auth = path::to::Auth`"
)]
pub trait Authenticator: Sized + Send + Sync + 'static {
    /// The scheme of this object's credentials.
    #[doc(hidden)]
    type Scheme: Scheme<Self>;

    /// The state that the callbacks' extractors see: `state = T`, taken from the router's state by `FromRef`.
    type State: Send + Sync + 'static;

    /// What is registered with this object, by which function, and where.
    const REGISTRY: &'static Registry;

    /// The `error_handler` slot, or the default answer.
    #[doc(hidden)]
    fn error_handler(
        error: &AuthError,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Response> + Send;
}

/// The user type of an auth object.
pub type UserOf<A> = <<A as Authenticator>::Scheme as Scheme<A>>::User;

/// Whether requests without credentials may pass a guard of an auth object that does not say `optional`.
pub type PresenceOf<A> = <<A as Authenticator>::Scheme as Scheme<A>>::Presence;

/// The way from a request to its user, for the auth object `A`.
pub trait Scheme<A: Authenticator> {
    /// What the callback answers for credentials that it knows.
    type User: Send + Sync + 'static;

    /// Whether requests without credentials may pass even where no guard says `optional`.
    type Presence: Presence;

    /// Which member of the auth object the credentials belong to.
    type Via: Copy + Default + Send + Sync + 'static;

    /// What the response to an accepted request has to carry: `()` for most schemes.
    type Info: Info;

    /// Whether the request's credentials are of this scheme, be they right or not.
    fn claims(headers: &HeaderMap) -> bool;

    /// Marks credentials that stand in another field than `Authorization` sensitive.
    fn hide(_: &mut HeaderMap) {}

    /// Authenticates the request: `None` without credentials.
    ///
    /// # Errors
    ///
    /// Why the credentials are not right, or the response of a callback that failed.
    fn authenticate(
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Outcome<Self::User, Self::Via, Self::Info>> + Send;

    /// The challenges of an answer that refuses, with the `scope` that would do if a role is missing.
    ///
    /// # Errors
    ///
    /// The response of a callback that failed.
    fn challenges(
        reason: Reason,
        scope: Option<&str>,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<Challenges, Box<Response>>> + Send;

    /// The answer that refuses.
    fn refuse(
        reason: Reason,
        scope: Option<&'static str>,
        _via: Self::Via,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Response> + Send {
        answer::<A, Self>(reason, scope, parts, state)
    }
}

/// The answer that refuses: the challenges of the scheme, and the response of the object's `#[error_handler]`.
pub(crate) async fn answer<A: Authenticator, S: Scheme<A> + ?Sized>(
    reason: Reason,
    scope: Option<&str>,
    parts: &mut Parts,
    state: &A::State,
) -> Response {
    let error = match S::challenges(reason, scope, parts, state).await {
        Ok(challenges) => AuthError::new(reason, challenges),
        Err(response) => return *response,
    };
    let mut response = A::error_handler(&error, parts, state).await;
    error.complete(&mut response);
    response
}

/// A scheme of an auth object whose role rules have somebody to ask: `#[get_user_roles]`, or that of its members.
#[diagnostic::on_unimplemented(
    message = "the auth object `{A}` has no callback that gets the roles of a user",
    label = "a role rule asks for it, but its `get_user_roles` slot is empty",
    note = "write `#[get_user_roles] fn get_user_roles(user: &User) -> Vec<String>`, or leave `role` out"
)]
pub trait RoleScheme<A: Authenticator>: Scheme<A> {
    /// What the callback answers.
    type Roles<'u>;

    /// The roles of the user; `None` if there is nobody to ask.
    ///
    /// # Errors
    ///
    /// The response of a callback that failed.
    fn roles<'u>(
        user: &'u Self::User,
        via: Self::Via,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<Option<Self::Roles<'u>>, Response>> + Send;
}

/// The roles of an auth object's users.
pub type RolesOf<'u, A> = <<A as Authenticator>::Scheme as RoleScheme<A>>::Roles<'u>;

/// What authenticating a request comes to: `None` without credentials.
pub(crate) type Outcome<User, Via = (), Info = ()> =
    Result<Option<Grant<User, Via, Info>>, Refusal<Via>>;

/// A request that may not pass.
#[derive(Debug)]
pub enum Refusal<Via = ()> {
    /// For this reason, by this member of the auth object, with the scope that would do if a role is missing.
    Because(Reason, Via, Option<&'static str>),
    /// With the response of a callback that failed: boxed, so that the outcome of every other request is small to move.
    With(Box<Response>),
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::Because(reason, (), None)
    }
}

impl<Via> From<Response> for Refusal<Via> {
    fn from(response: Response) -> Self {
        Self::With(Box::new(response))
    }
}

/// A request whose credentials were accepted.
#[derive(Debug)]
pub struct Grant<User, Via = (), Info = ()> {
    /// The user, `None` if the verdict let an anonymous request pass.
    pub(crate) user: Option<User>,
    /// What the response has to carry.
    pub(crate) info: Info,
    /// The member of the auth object that accepted them.
    pub(crate) via: Via,
}

impl<User> From<Option<User>> for Grant<User> {
    fn from(user: Option<User>) -> Self {
        Self {
            user,
            info: (),
            via: (),
        }
    }
}

/// What the scheme of `A` grants.
pub type GrantOf<A> = Grant<UserOf<A>, <<A as Authenticator>::Scheme as Scheme<A>>::Via, InfoOf<A>>;

/// What the response to an accepted request has to carry.
pub(crate) type InfoOf<A> = <<A as Authenticator>::Scheme as Scheme<A>>::Info;

/// What the response to an accepted request has to carry: a value of `Authentication-Info`, as Digest's (RFC 7616,
/// section 3.5), or `()` for nothing.
///
/// By type, since even an empty `Option` costs every layer between the scheme and the response a move and a drop.
pub trait Info: Default + Send + Sync + 'static {
    /// The value.
    fn value(self) -> Option<Box<[u8]>>;
}

impl Info for () {
    fn value(self) -> Option<Box<[u8]>> {
        None
    }
}

impl Info for Option<Box<[u8]>> {
    fn value(self) -> Self {
        self
    }
}

const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// What is left to do when the handler has answered.
///
/// Not a `HeaderValue` yet, so that the guard of a handler, whose type cannot tell the scheme, is small.
#[derive(Debug)]
pub struct Respond(Option<Box<[u8]>>);

impl<I: Info> From<I> for Respond {
    fn from(info: I) -> Self {
        Self(info.value())
    }
}

impl Respond {
    /// The handler's response with what the scheme adds to it.
    #[inline]
    pub fn respond(self, response: impl IntoResponse) -> Response {
        match self.0 {
            None => response.into_response(),
            Some(info) => with_info(response.into_response(), info),
        }
    }
}

fn with_info(mut response: Response, info: Box<[u8]>) -> Response {
    if let Ok(mut info) = HeaderValue::try_from(info.into_vec()) {
        // As good as the client's response for guessing the password: nothing logs it.
        info.set_sensitive(true);
        response.headers_mut().insert(AUTHENTICATION_INFO, info);
    }
    response
}

/// The state of an auth object declared without `state = T`: it is found in any router state.
#[derive(Debug)]
pub struct AnyState;

// Not `Clone`, so that this does not overlap with axum's `impl<T: Clone> FromRef<T> for T`.
impl<S> FromRef<S> for AnyState {
    fn from_ref(_: &S) -> Self {
        Self
    }
}
