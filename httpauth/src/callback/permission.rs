//! The permissions, which are callbacks that a rule asks about one request.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::verdict::failure;
use crate::authenticator::{Authenticator, Scheme, UserOf};

/// A permission for the users of the auth object `A`. `#[permission]` implements it.
///
/// Many permissions may be for one auth object, so they are not slots of it.
pub trait Permission<A: Authenticator>: Sized {
    /// Runs the callback's extractors, calls it, and returns whether the user may pass.
    ///
    /// # Errors
    ///
    /// The rejection of an extractor, or the callback's own error, as its response.
    fn permits(
        user: &UserOf<A>,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<bool, Response>> + Send;
}

/// A scheme whose auth object `A` can ask the permission `P`.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not a permission of the auth object `{A}`",
    label = "not a permission of `{A}`",
    note = "a permission is a function below `#[permission]`, which means the `Auth` in scope there; name another object \
            with `auth = path::to::Auth`, or several with `auth = [A, B]`",
    note = "a multi object asks a permission of its own, or one of all its members"
)]
pub trait PermissionScheme<P, A: Authenticator>: Scheme<A> {
    /// Asks the permission about the user that `member` granted.
    ///
    /// # Errors
    ///
    /// The rejection of an extractor, or the callback's own error, as its response.
    fn permits(
        user: &Self::User,
        member: u8,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<bool, Response>> + Send;
}

/// A user whom a rule decides about, with the head of the request.
pub struct Candidate<'a, A: Authenticator> {
    pub(crate) user: &'a UserOf<A>,
    pub(crate) member: u8,
    pub(crate) parts: &'a mut Parts,
    pub(crate) state: &'a A::State,
}

// The user and the request may hold secrets.
impl<A: Authenticator> fmt::Debug for Candidate<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate").finish_non_exhaustive()
    }
}

/// The permission `P` in a rule of the auth object `A`.
///
/// A permission of the object itself is asked by the inherent function. It wins over the one of [`AskMembers`], which
/// asks that of the member.
#[derive(Debug)]
pub struct Asks<P, A>(PhantomData<fn() -> (P, A)>);

impl<P: Permission<A>, A: Authenticator> Asks<P, A> {
    /// Asks the permission.
    ///
    /// # Errors
    ///
    /// The rejection of an extractor, or the callback's own error, as its response.
    pub fn permits(
        of: &mut Candidate<'_, A>,
    ) -> impl Future<Output = Result<bool, Response>> + Send {
        P::permits(of.user, of.parts, of.state)
    }
}

/// A permission that is asked by way of the members of a multi object.
pub trait AskMembers<P, A: Authenticator> {
    /// Asks the permission of the member.
    ///
    /// # Errors
    ///
    /// The rejection of an extractor, or the callback's own error, as its response.
    fn permits(of: &mut Candidate<'_, A>) -> impl Future<Output = Result<bool, Response>> + Send
    where
        A::Scheme: PermissionScheme<P, A>,
    {
        A::Scheme::permits(of.user, of.member, of.parts, of.state)
    }
}

impl<P, A: Authenticator> AskMembers<P, A> for Asks<P, A> {}

/// The answer of a permission.
#[diagnostic::on_unimplemented(
    message = "a permission cannot return `{Self}`",
    label = "not the answer of a permission",
    note = "return `bool`, or a `Result<bool, E>` whose error is `IntoResponse`"
)]
pub trait Permitted {
    /// Returns whether the user may pass.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_permitted(self) -> Result<bool, Response>;
}

impl Permitted for bool {
    fn into_permitted(self) -> Result<bool, Response> {
        Ok(self)
    }
}

impl<E: IntoResponse> Permitted for Result<bool, E> {
    fn into_permitted(self) -> Result<bool, Response> {
        self.map_err(failure)
    }
}
