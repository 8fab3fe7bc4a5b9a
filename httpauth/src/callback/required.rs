//! The slots that other code requires, and misses if they are empty.

use std::future::Future;

use axum::http::request::Parts;
use axum::response::Response;
use constant_time_eq::constant_time_eq;

use super::verdict::{StoredPassword, Verdict};
use crate::authenticator::{Authenticator, UserOf};
use crate::registry::Callback;
use crate::user::{Presence, Required};

/// Declares the items that the traits of all required slots have.
macro_rules! callback_and_arguments {
    () => {
        /// The callback. `None` if the callback of another slot stands for it.
        #[doc(hidden)]
        const CALLBACK: Option<Callback>;

        /// The extractors among the callback's parameters.
        #[doc(hidden)]
        type Arguments: Send;

        /// Runs these extractors.
        ///
        /// # Errors
        ///
        /// The rejection of the first one that fails.
        #[doc(hidden)]
        fn arguments(
            parts: &mut Parts,
            state: &Self::State,
        ) -> impl Future<Output = Result<Self::Arguments, Response>> + Send;
    };
}

/// The slot of [`#[verify_password]`](crate::verify_password), implemented by this attribute and not by hand.
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that checks passwords",
    label = "the slot `verify_password` is empty",
    note = "write `#[verify_password] async fn verify_password(username: &str, password: &str) -> Option<User>`, \
            or `#[get_password] async fn get_password(username: &str) -> Option<String>`"
)]
pub trait VerifyPassword: Authenticator {
    callback_and_arguments!();

    /// The type that the callback returns, which is `Option<User>`, `bool`, or a `Result` of either.
    type Verdict: Verdict<String>;

    /// The presence of the callback's user. It is [`Required`], or `Anonymous` for a callback that is also asked about
    /// requests without credentials.
    #[doc(hidden)]
    type Presence: Presence;

    /// `true` if the callback is also asked about requests without credentials.
    #[doc(hidden)]
    const ANONYMOUS: bool;

    /// Calls the callback.
    #[doc(hidden)]
    fn verify_password(
        username: &str,
        password: &str,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Self::Verdict> + Send;
}

/// The slot of [`#[verify_token]`](crate::verify_token), implemented by this attribute and not by hand.
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that checks tokens",
    label = "the slot `verify_token` is empty",
    note = "write `#[verify_token] async fn verify_token(token: &str) -> Option<User>`"
)]
pub trait VerifyToken: Authenticator {
    callback_and_arguments!();

    /// The type that the callback returns, which is `Option<User>`, `bool`, or a `Result` of either.
    type Verdict: Verdict<()>;

    /// Returns the arguments of a callback that has no extractors, without the request.
    #[doc(hidden)]
    fn no_arguments() -> Option<Self::Arguments> {
        None
    }

    /// Calls the callback.
    #[doc(hidden)]
    fn verify_token(
        token: &str,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Self::Verdict> + Send;
}

/// The slot of [`#[get_password]`](crate::get_password), implemented by this attribute and not by hand.
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that gets passwords",
    label = "the slot `get_password` is empty",
    note = "write `#[get_password] async fn get_password(username: &str) -> Option<String>`",
    note = "a `#[basic_auth]` object may have `#[verify_password] async fn verify_password(username: &str, password: \
            &str) -> Option<User>` instead"
)]
pub trait GetPassword: Authenticator {
    callback_and_arguments!();

    /// The type that the callback returns, which is `Option<String>`, `Option<(String, User)>`, or a `Result` of
    /// either.
    type Stored: StoredPassword;

    /// Calls the callback.
    #[doc(hidden)]
    fn get_password(
        username: &str,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Self::Stored> + Send;
}

/// Verifies the given password by comparing it with the stored one in constant time.
#[diagnostic::do_not_recommend]
impl<A: GetPassword> VerifyPassword for A {
    const CALLBACK: Option<Callback> = None;
    type Verdict = Result<Option<<A::Stored as StoredPassword>::User>, Response>;
    type Presence = Required;
    type Arguments = A::Arguments;
    const ANONYMOUS: bool = false;

    fn arguments(
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<A::Arguments, Response>> + Send {
        <A as GetPassword>::arguments(parts, state)
    }

    async fn verify_password(
        username: &str,
        password: &str,
        arguments: A::Arguments,
    ) -> Self::Verdict {
        let known = A::get_password(username, arguments)
            .await
            .into_stored(username)?;
        // An unknown user costs the same comparison as a known one, with a password that never matches.
        let (stored, user) = match known {
            Some((stored, user)) => (stored, Some(user)),
            None => ("".into(), None),
        };
        let equal = constant_time_eq(stored.as_bytes(), password.as_bytes());
        Ok(user.filter(|_| equal && !stored.is_empty()))
    }
}

/// The slot of [`#[get_user_roles]`](crate::get_user_roles), implemented by this attribute and not by hand.
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that gets the roles of a user",
    label = "this guard needs roles, but the slot `get_user_roles` is empty",
    note = "write `#[get_user_roles] fn get_user_roles(user: &User) -> Vec<String>`, or leave `role` and `CurrentRoles` out"
)]
pub trait GetUserRoles: Authenticator {
    callback_and_arguments!();

    /// The type of the roles, which are text or an enum of yours, one or many of them.
    type Roles<'u>;

    /// Calls the callback.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    #[doc(hidden)]
    fn get_user_roles(
        user: &UserOf<Self>,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Result<Self::Roles<'_>, Response>> + Send;
}
