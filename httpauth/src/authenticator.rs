//! The auth object and the scheme that it authenticates by.

use std::future::Future;

use axum::extract::FromRef;
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use crate::outcome::{Answered, Denied, Grant, Info, Outcome, Refusal};
use crate::registry::Registry;
use crate::rejection::{AuthError, Challenges, Reason};
use crate::respond::add_vary;
use crate::user::Presence;

/// An auth object, which is a unit struct declared by `#[basic_auth]`, `#[token_auth]` or one of their kin.
///
/// It is implemented by the declaring attribute and not by hand. Only [`REGISTRY`](Self::REGISTRY) is meant to be used
/// directly.
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

    /// The state that the callbacks' extractors see. It is declared by `state = T`, and taken from the router's state
    /// by `FromRef`.
    type State: Send + Sync + 'static;

    /// The record of the callbacks registered with this object, with the function and the place of each.
    const REGISTRY: &'static Registry;

    /// Calls the callback in the `error_handler` slot, or returns the default answer if the slot is empty.
    #[doc(hidden)]
    fn error_handler(
        error: &AuthError,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Response> + Send;
}

/// The user type of an auth object.
pub type UserOf<A> = <<A as Authenticator>::Scheme as Scheme<A>>::User;

/// The presence of an auth object, which decides whether requests without credentials may pass a guard that does not
/// say `optional`.
pub type PresenceOf<A> = <<A as Authenticator>::Scheme as Scheme<A>>::Presence;

/// The look for the field of the credentials. A guard looks in the head of the request. A multi object has looked for its
/// members, which judge what it has found.
pub trait Look: Send + Sync {
    /// Returns the value of the only field `name`, marked sensitive so that nothing logs it. `None` if there is no such
    /// field.
    ///
    /// # Errors
    ///
    /// [`Reason::Repeated`] if there are several.
    fn only<'h>(
        &'h self,
        headers: &'h mut HeaderMap,
        name: &HeaderName,
    ) -> Result<Option<&'h HeaderValue>, Reason>;
}

impl<L: Look> Look for &L {
    #[inline]
    fn only<'h>(
        &'h self,
        headers: &'h mut HeaderMap,
        name: &HeaderName,
    ) -> Result<Option<&'h HeaderValue>, Reason> {
        L::only(self, headers, name)
    }
}

/// An authentication scheme, which finds the user of a request for the auth object `A`.
pub trait Scheme<A: Authenticator> {
    /// The user type of the callback that knows the credentials.
    type User: Send + Sync + 'static;

    /// The decision whether requests without credentials may pass even where no guard says `optional`.
    type Presence: Presence;

    /// The addition to the response of an accepted request, `()` for most schemes.
    type Info: Info;

    /// The number of members, counted over nested multi objects. Any other object is one member.
    const MEMBERS: u8 = 1;

    /// `true` if a callback with extractors takes part in the answer that refuses, so that it needs the request's head.
    const ANSWERS_BY_HEAD: bool = A::REGISTRY.answers_by_head();

    /// `true` if challenges name a scope, as Bearer's do.
    const SCOPED: bool = false;

    /// `true` if the object has a `#[client_ip]`.
    const ASKS_CLIENT: bool = false;

    /// Returns the registry of this member of a multi object. Any other object is its own member.
    fn member(_: Option<u8>) -> &'static Registry {
        A::REGISTRY
    }

    /// Returns the name of the field that carries the credentials.
    fn field() -> HeaderName {
        AUTHORIZATION
    }

    /// Returns the member that the request's credentials belong to, whether they are right or not.
    ///
    /// `authorization` is the value of the only `Authorization` field.
    fn owner(authorization: Option<&[u8]>, headers: &HeaderMap) -> Option<u8>;

    /// Marks credentials in a field other than `Authorization` as sensitive.
    fn mark_sensitive(_: &mut HeaderMap) {}

    /// Returns the realm that the object's `#[realm]` returned for this request. `None` if the slot is empty.
    fn realm(_: &Parts) -> Option<&str> {
        None
    }

    /// Removes that realm from the request, where it may be an outer guard's.
    fn forget_realm(_: &mut Parts) {}

    /// Puts credentials that stand elsewhere into the field of the credentials.
    ///
    /// # Errors
    ///
    /// The reason to refuse a request that has credentials in both places, or that cannot be read.
    fn take_up(_: &mut Parts) -> Result<(), Reason> {
        Ok(())
    }

    /// Authenticates the request. Returns `None` without credentials.
    ///
    /// `look` finds the field of the credentials.
    ///
    /// It begins with `client_ip::ask_and_realm`, or with `realm::ask` alone where there is no throttle. Then
    /// `granted::recall` takes what a layer has granted, and hides the user of another object's guard.
    ///
    /// # Errors
    ///
    /// The reason why the credentials are not right, or the response of a callback that failed.
    fn authenticate(
        look: impl Look,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Outcome<Self::User, Self::Info>> + Send;

    /// Leaves the grant of a layer for the guards further in.
    fn remember(user: Option<&Self::User>, member: u8, parts: &mut Parts)
    where
        Self::User: Clone;

    /// Returns the challenges of the response that refuses the request.
    ///
    /// # Errors
    ///
    /// The response of a callback that failed.
    fn challenges(
        denied: &Denied,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<Challenges, Box<Response>>> + Send;

    /// Returns the response that refuses the request.
    fn refuse(
        denied: &Denied,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Answered> + Send {
        answer::<A, Self>(denied, parts, state)
    }

    /// Adds the fields of the credentials to `Vary`.
    fn vary(headers: &mut HeaderMap) {
        add_vary(headers, &Self::field());
    }
}

/// Returns the response that refuses the request. The object's `#[error_handler]` makes it, and the challenges of the
/// scheme are added.
pub(crate) async fn answer<A: Authenticator, S: Scheme<A> + ?Sized>(
    denied: &Denied,
    parts: &mut Parts,
    state: &A::State,
) -> Answered {
    let error = match denied.retry_after {
        // A client that has to wait needs no challenge, and the callbacks of one should not run (RFC 6585 section 4).
        Some(seconds) => AuthError::later(denied.reason, seconds),
        None => match S::challenges(denied, parts, state).await {
            Ok(challenges) => AuthError::new(denied.reason, denied.description.clone(), challenges),
            Err(response) => match Refusal::from(*response) {
                Refusal::Failed(response) => return response.into(),
                // A callback that makes the challenge may refuse too, and then there is no challenge.
                Refusal::Denied(denied) => {
                    AuthError::new(denied.reason, denied.description, Challenges::NONE)
                }
            },
        },
    };
    let mut response = A::error_handler(&error, parts, state).await;
    let reason = Some(error.reason());
    error.complete(&mut response, AuthError::is_asked_for(&parts.extensions));
    Answered { response, reason }
}

/// A scheme of an auth object that has a callback for its users' roles. That is its own `#[get_user_roles]`, or that of
/// its members.
#[diagnostic::on_unimplemented(
    message = "the auth object `{A}` has no callback that gets the roles of a user",
    label = "this guard needs roles, but the slot `get_user_roles` is empty",
    note = "write `#[get_user_roles] fn get_user_roles(user: &User) -> Vec<String>`, or leave `role` and `CurrentRoles` out"
)]
pub trait RoleScheme<A: Authenticator>: Scheme<A> {
    /// The answer of the callback.
    type Roles<'u>;

    /// Returns the roles of the user that `member` granted. `None` if there is no callback to ask.
    ///
    /// # Errors
    ///
    /// The response of a callback that failed.
    fn roles<'u>(
        user: &'u Self::User,
        member: u8,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<Option<Self::Roles<'u>>, Response>> + Send;
}

/// Asserts at compile time that the users of `A` have roles.
pub const fn has_roles<A: Authenticator<Scheme: RoleScheme<A>>>() -> bool {
    true
}

/// The roles of an auth object's users.
pub type RolesOf<'u, A> = <<A as Authenticator>::Scheme as RoleScheme<A>>::Roles<'u>;

/// The grant of the scheme of `A`.
pub(crate) type GrantOf<A> = Grant<UserOf<A>, InfoOf<A>>;

/// The addition to the response of an accepted request.
pub(crate) type InfoOf<A> = <<A as Authenticator>::Scheme as Scheme<A>>::Info;

/// The state of an auth object declared without `state = T`. It is found in any router state.
#[derive(Debug)]
pub struct AnyState;

// It is not `Clone`, so that this does not overlap with axum's `impl<T: Clone> FromRef<T> for T`.
impl<S> FromRef<S> for AnyState {
    fn from_ref(_: &S) -> Self {
        Self
    }
}
