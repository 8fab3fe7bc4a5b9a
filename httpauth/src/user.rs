//! The authenticated user and its way from the guard to the handler.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

/// The user whom the request's credentials belong to, as your callback returned it.
///
/// In a handler below [`#[login_required]`](crate::login_required) the guard itself hands it over, by value and
/// without an allocation. Write `Option<CurrentUser<T>>` where the guard is `optional` or the auth object's
/// `#[verify_password(anonymous)]` lets requests without credentials in.
///
/// It is an extractor too, for handlers behind a [`guard`](crate::guard()) that is laid over a whole router, and for
/// your own extractors behind `#[login_required(extensions)]`. There the user travels in the request extensions, so it
/// has to be `Clone`. It is the user of the innermost guard, if that has one.
///
/// # Errors
///
/// As an extractor it answers 500 when no guard ran before it, which is a mistake in the routes and not the client's.
///
/// # Example
///
/// ```
/// use httpauth::{CurrentUser, basic_auth, login_required, verify_password};
///
/// struct User { name: String }
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> Option<User> {
///     (username == "john" && password == "hello").then(|| User { name: username.to_owned() })
/// }
///
/// #[login_required]
/// async fn index(CurrentUser(user): CurrentUser<User>) -> String {
///     format!("Hello, {}!", user.name)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CurrentUser<U>(pub U);

impl<U> Deref for CurrentUser<U> {
    type Target = U;

    fn deref(&self) -> &U {
        &self.0
    }
}

impl<U: fmt::Display> fmt::Display for CurrentUser<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The rejection of the [`CurrentUser`] extractor where no guard ran before it, which is a 500.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct NoCurrentUser;

impl fmt::Display for NoCurrentUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no guard put a CurrentUser of this type into the request's extensions")
    }
}

impl std::error::Error for NoCurrentUser {}

impl IntoResponse for NoCurrentUser {
    fn into_response(self) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

impl<U, S> FromRequestParts<S> for CurrentUser<U>
where
    U: Clone + Send + Sync + 'static,
    S: Send + Sync,
{
    type Rejection = NoCurrentUser;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, NoCurrentUser> {
        parts.extensions.get::<Self>().cloned().ok_or(NoCurrentUser)
    }
}

impl<U, S> OptionalFromRequestParts<S> for CurrentUser<U>
where
    U: Clone + Send + Sync + 'static,
    S: Send + Sync,
{
    type Rejection = NoCurrentUser;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, NoCurrentUser> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// Decides which requests pass a guard without a user. These are none ([`Required`]), those that an anonymous verdict
/// let pass ([`Anonymous`]), or all without credentials ([`Optional`]).
///
/// It decides by type what the guard holds, so that a handler that needs a user cannot run without one.
pub trait Presence: Send + Sync + 'static {
    /// The value that the guard holds, which is the user or perhaps the user.
    type Held<U: Send + Sync + 'static>: HandOver<()> + Send;

    /// The presence of a multi object with members like `Self` and `Other`.
    type Or<Other: Presence>: Presence;

    /// `true` if a request without a user passes whatever the role rule says.
    const OPTIONAL: bool = false;

    /// Admits a request, or returns `None` if it may not pass. `grant` is `None` for a request without credentials, and
    /// `Some(None)` for one that an anonymous verdict let pass without a user.
    #[expect(
        clippy::option_option,
        reason = "there may be no grant, and a grant may have no user"
    )]
    fn admit<U: Send + Sync + 'static>(grant: Option<Option<U>>) -> Option<Self::Held<U>>;
}

/// The presence of a guard that admits only requests with a user.
#[derive(Debug)]
pub struct Required;

/// The presence of a guard that admits requests without credentials if `#[verify_password(anonymous)]` lets them pass,
/// with or without a user.
#[derive(Debug)]
pub struct Anonymous;

/// The presence of a guard that admits requests without credentials, without a user.
#[derive(Debug)]
pub struct Optional;

impl Presence for Required {
    type Held<U: Send + Sync + 'static> = CurrentUser<U>;
    type Or<Other: Presence> = Other;

    fn admit<U: Send + Sync + 'static>(grant: Option<Option<U>>) -> Option<CurrentUser<U>> {
        grant.flatten().map(CurrentUser)
    }
}

impl Presence for Anonymous {
    type Held<U: Send + Sync + 'static> = Option<CurrentUser<U>>;
    type Or<Other: Presence> = Self;

    fn admit<U: Send + Sync + 'static>(grant: Option<Option<U>>) -> Option<Option<CurrentUser<U>>> {
        grant.map(|user| user.map(CurrentUser))
    }
}

impl Presence for Optional {
    type Held<U: Send + Sync + 'static> = Option<CurrentUser<U>>;
    type Or<Other: Presence> = Self;
    const OPTIONAL: bool = true;

    fn admit<U: Send + Sync + 'static>(grant: Option<Option<U>>) -> Option<Option<CurrentUser<U>>> {
        Some(grant.flatten().map(CurrentUser))
    }
}

/// A value held by a guard that can be handed over as the handler's parameter `T`.
#[diagnostic::on_unimplemented(
    message = "the guard of this handler hands over `{Self}`, not `{T}`",
    label = "write `{Self}` here",
    note = "the `T` of `CurrentUser<T>` is the user type that the auth object's callback returns",
    note = "a guard that admits requests without a user, by `optional` or `#[verify_password(anonymous)]`, hands over \
            `Option<CurrentUser<T>>`"
)]
pub trait HandOver<T> {
    /// Hands the user over.
    fn hand_over(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<U> HandOver<()> for CurrentUser<U> {
    fn hand_over(self) {}
}

#[diagnostic::do_not_recommend]
impl<U> HandOver<()> for Option<CurrentUser<U>> {
    fn hand_over(self) {}
}

#[diagnostic::do_not_recommend]
impl<U> HandOver<Self> for CurrentUser<U> {
    fn hand_over(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<U> HandOver<Option<Self>> for CurrentUser<U> {
    fn hand_over(self) -> Option<Self> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<U> HandOver<Self> for Option<CurrentUser<U>> {
    fn hand_over(self) -> Self {
        self
    }
}

/// The type of a handler's parameter that the guard does not hand over. `<Parameter<T>>::IS_USER` is true if it is a
/// [`CurrentUser`], by whatever name, and `IS_ROLES` if it is the user's roles.
///
/// An inherent constant wins over the one of [`OtherParameter`], which all types have.
#[derive(Debug)]
pub struct Parameter<T>(PhantomData<T>);

/// A parameter of any type.
pub trait OtherParameter {
    /// `false`, since the parameter is not the user.
    const IS_USER: bool = false;

    /// `false`, since the parameter is not the user's roles.
    const IS_ROLES: bool = false;
}

impl<T> OtherParameter for Parameter<T> {}

impl<U> Parameter<CurrentUser<U>> {
    /// `true`, since the parameter is the user.
    pub const IS_USER: bool = true;
}

impl<U> Parameter<Option<CurrentUser<U>>> {
    /// `true`, since the parameter is perhaps the user.
    pub const IS_USER: bool = true;
}

impl<U, E> Parameter<Result<CurrentUser<U>, E>> {
    /// `true`, since the parameter is perhaps the user.
    pub const IS_USER: bool = true;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each presence is asked about no grant, a grant without a user and a grant with one.
    #[test]
    fn who_is_admitted() {
        let requests = || [None, Some(None), Some(Some("john"))];
        assert_eq!(
            requests().map(Required::admit),
            [None, None, Some(CurrentUser("john"))]
        );
        assert_eq!(
            requests().map(Anonymous::admit),
            [None, Some(None), Some(Some(CurrentUser("john")))]
        );
        assert_eq!(
            requests().map(Optional::admit),
            [Some(None), Some(None), Some(Some(CurrentUser("john")))]
        );
    }
}
