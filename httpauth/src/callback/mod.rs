//! The traits of the slots that callback attributes fill, and the verdicts that the callbacks answer.
//!
//! The attributes implement these traits, so there is no need to do so by hand. The further parameters of a callback
//! are its `Arguments`, which are extractors that run on the request before the callback does.

mod extractors;
mod own;
mod slot;
mod user;
mod verdict;

use std::future::Future;

use axum::http::request::Parts;
use axum::response::Response;
use constant_time_eq::constant_time_eq;

use crate::authenticator::{Authenticator, UserOf};
use crate::registry::Callback;
use crate::user::{Presence, Required};

pub use extractors::extract;
pub use own::{ComparesPasswords, EmptySlot, ErrorHandler, Generate, HashPassword, SlotOf, Verify};
pub use slot::{InScope, check_pairs, in_scope, is_object, slots, stand_in, takes, text, verdict};
pub(crate) use slot::{Takes, has_slots};
pub use user::{PlainUser, UserIn};
pub(crate) use verdict::Decision;
pub use verdict::{RolesResult, StoredPassword, Verdict};

/// The slot of [`#[verify_password]`](crate::verify_password).
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that checks passwords",
    label = "its `verify_password` slot is empty",
    note = "write `#[verify_password] async fn verify_password(username: &str, password: &str) -> Option<User>`, \
            or `#[get_password] async fn get_password(username: &str) -> Option<String>`"
)]
pub trait VerifyPassword: Authenticator {
    /// The callback. `None` if `#[get_password]` stands for it.
    #[doc(hidden)]
    const CALLBACK: Option<Callback>;

    /// The type that the callback answers, which is `Option<User>`, `bool`, or a `Result` of either.
    type Verdict: Verdict<String>;

    /// The presence of the callback's user. It is [`Required`], or `Anonymous` for a callback that is also asked about
    /// requests without credentials.
    #[doc(hidden)]
    type Presence: Presence;

    /// The extractors among the callback's parameters.
    type Arguments: Send;

    /// Runs these extractors.
    ///
    /// # Errors
    ///
    /// The rejection of the first one that fails.
    fn arguments(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::Arguments, Response>> + Send;

    /// `true` if the callback is also asked about requests without credentials.
    #[doc(hidden)]
    const ANONYMOUS: bool;

    /// Calls the callback.
    fn verify_password(
        username: &str,
        password: &str,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Self::Verdict> + Send;
}

/// The slot of [`#[verify_token]`](crate::verify_token).
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that checks tokens",
    label = "its `verify_token` slot is empty",
    note = "write `#[verify_token] async fn verify_token(token: &str) -> Option<User>`"
)]
pub trait VerifyToken: Authenticator {
    /// The callback.
    #[doc(hidden)]
    const CALLBACK: Option<Callback>;

    /// The type that the callback answers, which is `Option<User>`, `bool`, or a `Result` of either.
    type Verdict: Verdict<()>;

    /// The extractors among the callback's parameters.
    type Arguments: Send;

    /// Runs these extractors.
    ///
    /// # Errors
    ///
    /// The rejection of the first one that fails.
    fn arguments(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::Arguments, Response>> + Send;

    /// Returns the arguments of a callback that has no extractors, without the request.
    #[doc(hidden)]
    fn no_arguments() -> Option<Self::Arguments> {
        None
    }

    /// Calls the callback.
    fn verify_token(
        token: &str,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Self::Verdict> + Send;
}

/// The slot of [`#[get_password]`](crate::get_password).
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that knows passwords",
    label = "its `get_password` slot is empty",
    note = "write `#[get_password] async fn get_password(username: &str) -> Option<String>`; in its place, a \
            `#[basic_auth]` object takes \
            `#[verify_password] async fn verify_password(username: &str, password: &str) -> Option<User>`"
)]
pub trait GetPassword: Authenticator {
    /// The callback.
    #[doc(hidden)]
    const CALLBACK: Option<Callback>;

    /// The type that the callback answers, which is `Option<String>`, `Option<(String, User)>`, or a `Result` of
    /// either.
    type Stored: StoredPassword;

    /// The extractors among the callback's parameters.
    type Arguments: Send;

    /// Runs these extractors.
    ///
    /// # Errors
    ///
    /// The rejection of the first one that fails.
    fn arguments(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::Arguments, Response>> + Send;

    /// Calls the callback.
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

/// The slot of [`#[get_user_roles]`](crate::get_user_roles).
#[diagnostic::on_unimplemented(
    message = "the auth object `{Self}` has no callback that gets the roles of a user",
    label = "a role rule asks for it, but its `get_user_roles` slot is empty",
    note = "write `#[get_user_roles] fn get_user_roles(user: &User) -> Vec<String>`, or leave `role` out"
)]
pub trait GetUserRoles: Authenticator {
    /// The callback.
    #[doc(hidden)]
    const CALLBACK: Option<Callback>;

    /// The type of the roles, which are text or an enum of yours, one or many of them.
    type Roles<'u>;

    /// The extractors among the callback's parameters.
    type Arguments: Send;

    /// Runs these extractors.
    ///
    /// # Errors
    ///
    /// The rejection of the first one that fails.
    fn arguments(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Self::Arguments, Response>> + Send;

    /// Calls the callback.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn get_user_roles(
        user: &UserOf<Self>,
        arguments: Self::Arguments,
    ) -> impl Future<Output = Result<Self::Roles<'_>, Response>> + Send;
}
