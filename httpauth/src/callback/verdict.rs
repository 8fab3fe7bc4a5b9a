//! The types that callbacks return.

use std::borrow::Cow;
use std::net::IpAddr;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Returns the response of a callback that failed, or of an extractor before it.
///
/// A body alone, as of `Err("down")` or `Err(())`, becomes a 200. Nobody got in, so nobody may be told so, least of all
/// a proxy that asks for the status alone. A success therefore becomes a 500.
pub(super) fn failure(error: impl IntoResponse) -> Response {
    let mut response = error.into_response();
    if response.status().is_success() {
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    }
    response
}

/// The answers that this module reads. It is private, so that nobody can add one whose `Some` does not mean a yes.
mod sealed {
    pub trait Sealed {}

    impl Sealed for bool {}
    impl<T> Sealed for Option<T> {}
    impl<T, E> Sealed for Result<T, E> {}
}

use sealed::Sealed;

/// The decision that a verdict stands for.
#[derive(Debug)]
pub enum Decision<U> {
    /// Right credentials, with the user if the verdict names one.
    Accepted(Option<U>),
    /// Credentials that are not right.
    Refused,
}

/// An answer of a callback that verifies, which is `Option<User>`, `bool`, or a `Result` of either.
///
/// `Name` is the user of a plain `true`, which is the username for a password and `()` for a token. The error of a
/// `Result` is the response, neither a 401 nor a pass. Where it would be a success, as of `Err("down")`, it is a 500.
///
/// # Example
///
/// ```
/// use axum::extract::State;
/// use axum::http::StatusCode;
/// use httpauth::{basic_auth, verify_password};
/// # #[derive(Clone)]
/// # struct Directory;
/// # impl Directory {
/// #     async fn verify(&self, _: &str, _: &str) -> std::io::Result<bool> { Ok(false) }
/// # }
///
/// #[basic_auth(state = Directory)]
/// struct Auth;
///
/// #[verify_password]
/// async fn verify_password(
///     username: &str,
///     password: &str,
///     State(directory): State<Directory>,
/// ) -> Result<bool, StatusCode> {
///     let is_right = directory.verify(username, password).await;
///     is_right.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a verdict",
    label = "not a verdict",
    note = "return `Option<User>`, `bool`, or a `Result` of either whose error is `IntoResponse`"
)]
pub trait Verdict<Name>: Sealed {
    /// The user type.
    type User: Send + Sync + 'static;

    /// Decides whether the credentials are right. `name` makes the user of a plain `true`.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response, which is neither a 401 nor a pass.
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

/// The stored password and its user, or the callback's own error. `None` for an unknown user.
pub(crate) type Stored<U> = Result<Option<(Cow<'static, str>, U)>, Response>;

/// An answer of `#[get_password]`, which is `Option<String>`, `Option<(String, User)>`, or a `Result` of either.
///
/// A `&'static str` or a `Cow<'static, str>` may stand for the `String`. If the answer has no user of its own, the
/// username is the user.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stored password",
    label = "not a stored password",
    note = "return `Option<String>`, `Option<(String, User)>`, or a `Result` of either whose error is `IntoResponse`"
)]
pub trait StoredPassword: Sealed {
    /// The user type.
    type User: Send + Sync + 'static;

    /// Returns the stored password and its user. `None` for an unknown user.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_stored(self, username: &str) -> Stored<Self::User>;
}

/// Implements `StoredPassword` for an optional password of type `$text`, with or without its user.
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

/// An answer of `#[hash_password]`, `#[generate_nonce]`, `#[generate_opaque]` or `#[realm]`, which is text or a `Result`
/// of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "not text",
    note = "return `String`, or a `Result<String, E>` whose error is `IntoResponse`"
)]
pub trait Text {
    /// Returns the text.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_text(self) -> Result<String, Response>;
}

/// Implements `Text` for the types `$text`.
macro_rules! plain_text {
    ($($text:ty),+) => {$(
        impl Text for $text {
            fn into_text(self) -> Result<String, Response> {
                Ok(self.into())
            }
        }
    )+};
}

plain_text!(String, &'static str, Cow<'static, str>);

impl<T: Text, E: IntoResponse> Text for Result<T, E> {
    fn into_text(self) -> Result<String, Response> {
        self.map_err(failure)?.into_text()
    }
}

/// Returns the verdict of a callback that knows no user.
///
/// # Errors
///
/// The callback's own error, as its response.
pub fn verdict<V: Verdict<()>>(verdict: V) -> Result<bool, Response> {
    Ok(matches!(verdict.decide(|| None)?, Decision::Accepted(_)))
}

/// A return type of `#[client_ip]`, which is `IpAddr`, `Option<IpAddr>`, or a `Result` of either.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the address of a client",
    label = "not an address",
    note = "return `IpAddr`, `Option<IpAddr>`, or a `Result` of either whose error is `IntoResponse`",
    note = "a `SocketAddr` has the address as `.ip()`"
)]
pub trait Address {
    /// Returns the address. `None` if it is not known.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_address(self) -> Result<Option<IpAddr>, Response>;
}

impl Address for IpAddr {
    fn into_address(self) -> Result<Option<IpAddr>, Response> {
        Ok(Some(self))
    }
}

impl Address for Option<IpAddr> {
    fn into_address(self) -> Result<Self, Response> {
        Ok(self)
    }
}

impl<T: Address, E: IntoResponse> Address for Result<T, E> {
    fn into_address(self) -> Result<Option<IpAddr>, Response> {
        self.map_err(failure)?.into_address()
    }
}

/// A `Result` that `#[get_user_roles]` returns, by whatever alias it is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Result` whose error is `IntoResponse`",
    label = "not a `Result` whose error is `IntoResponse`",
    note = "return the roles, or a `Result` of the roles whose error is `IntoResponse`"
)]
pub trait RolesResult {
    /// The type of the roles.
    type Roles;

    /// Returns the roles, or the response of the error.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    fn into_roles(self) -> Result<Self::Roles, Response>;
}

impl<R, E: IntoResponse> RolesResult for Result<R, E> {
    type Roles = R;

    fn into_roles(self) -> Result<R, Response> {
        self.map_err(failure)
    }
}
