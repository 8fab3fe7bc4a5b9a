//! What callbacks answer.

use std::borrow::Cow;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// The response of a callback that failed, or of an extractor before it.
///
/// A body alone, as of `Err("down")` or `Err(())`, becomes a 200. Nobody got in, so nobody is told so, least of all a
/// proxy that asks for the status alone: 500.
pub(super) fn failure(error: impl IntoResponse) -> Response {
    let mut response = error.into_response();
    if response.status().is_success() {
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    }
    response
}

/// What a verdict comes to.
#[derive(Debug)]
pub enum Decision<U> {
    /// The credentials are right; the user, if the verdict names one.
    Accepted(Option<U>),
    /// The credentials are not right.
    Refused,
}

/// What a callback that verifies may answer: `Option<User>`, `bool`, or a `Result` of either.
///
/// `Name` is the user of a plain `true`: the username of a password, `()` of a token. The error of a `Result` is the
/// response, neither a 401 nor a pass; where it would be a success, as of `Err("down")`, it is a 500.
///
/// # Example
///
/// ```
/// use axum::http::StatusCode;
/// use httpauth::{basic_auth, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// async fn verify_password(username: &str, password: &str) -> Result<bool, StatusCode> {
///     let users = std::fs::read_to_string("users").map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
///     Ok(users.lines().any(|line| line.split_once(':') == Some((username, password))))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a verdict",
    label = "not a verdict",
    note = "answer `Option<User>`, `bool`, or a `Result` of either whose error is `IntoResponse`"
)]
pub trait Verdict<Name> {
    /// The user type.
    type User: Send + Sync + 'static;

    /// Decides; `name` makes the user of a plain `true`.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response: neither a 401 nor a pass.
    fn decide(self, name: impl FnOnce() -> Option<Name>) -> Result<Decision<Self::User>, Response>;
}

impl<Name, U: Send + Sync + 'static> Verdict<Name> for Option<U> {
    type User = U;

    fn decide(self, _: impl FnOnce() -> Option<Name>) -> Result<Decision<U>, Response> {
        Ok(self.map_or(Decision::Refused, |user| Decision::Accepted(Some(user))))
    }
}

impl<Name: Send + Sync + 'static> Verdict<Name> for bool {
    type User = Name;

    fn decide(self, name: impl FnOnce() -> Option<Name>) -> Result<Decision<Name>, Response> {
        Ok(if self {
            Decision::Accepted(name())
        } else {
            Decision::Refused
        })
    }
}

impl<Name, V: Verdict<Name>, E: IntoResponse> Verdict<Name> for Result<V, E> {
    type User = V::User;

    fn decide(self, name: impl FnOnce() -> Option<Name>) -> Result<Decision<V::User>, Response> {
        self.map_err(failure)?.decide(name)
    }
}

/// The stored password and its user, `None` for an unknown user; or the callback's own error.
pub(crate) type Stored<U> = Result<Option<(Cow<'static, str>, U)>, Response>;

/// What `#[get_password]` may answer: `Option<String>`, `Option<(String, User)>`, or a `Result` of either.
///
/// A `&'static str` or a `Cow<'static, str>` may stand for the `String`. Without a user of its own, the username is the user.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stored password",
    label = "not a stored password",
    note = "answer `Option<String>`, `Option<(String, User)>`, or a `Result` of either whose error is `IntoResponse`"
)]
pub trait StoredPassword {
    /// The user type.
    type User: Send + Sync + 'static;

    /// The stored password and its user, `None` for an unknown user.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_stored(self, username: &str) -> Stored<Self::User>;
}

/// An optional password of type `$text`, with or without its user.
macro_rules! stored_password {
    ($($text:ty),+) => {$(
        impl StoredPassword for Option<$text> {
            type User = String;

            fn into_stored(self, username: &str) -> Stored<String> {
                Ok(self.map(|password| (password.into(), username.to_owned())))
            }
        }

        impl<U: Send + Sync + 'static> StoredPassword for Option<($text, U)> {
            type User = U;

            fn into_stored(self, _: &str) -> Stored<U> {
                Ok(self.map(|(password, user)| (password.into(), user)))
            }
        }
    )+};
}

stored_password!(String, &'static str, Cow<'static, str>);

impl<T: StoredPassword, E: IntoResponse> StoredPassword for Result<T, E> {
    type User = T::User;

    fn into_stored(self, username: &str) -> Stored<T::User> {
        self.map_err(failure)?.into_stored(username)
    }
}

/// What `#[hash_password]`, `#[generate_nonce]` and `#[generate_opaque]` may answer: `String`, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "not text",
    note = "answer `String`, or a `Result<String, E>` whose error is `IntoResponse`"
)]
pub trait Text {
    /// The text.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_text(self) -> Result<String, Response>;
}

impl Text for String {
    fn into_text(self) -> Result<String, Response> {
        Ok(self)
    }
}

impl<E: IntoResponse> Text for Result<String, E> {
    fn into_text(self) -> Result<String, Response> {
        self.map_err(failure)
    }
}

/// A `Result` that `#[get_user_roles]` answers, by whatever alias it is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Result` whose error is `IntoResponse`",
    label = "not a `Result` whose error is `IntoResponse`",
    note = "answer the roles, or a `Result` of them whose error is `IntoResponse`"
)]
pub trait Fallible {
    /// The roles.
    type Roles;

    /// The roles, or the response of the error.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_roles(self) -> Result<Self::Roles, Response>;
}

impl<R, E: IntoResponse> Fallible for Result<R, E> {
    type Roles = R;

    fn into_roles(self) -> Result<R, Response> {
        self.map_err(failure)
    }
}
