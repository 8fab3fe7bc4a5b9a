//! Settings of an auth object that are expressions.

use std::fmt;
use std::panic;
use std::sync::OnceLock;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A setting as the attribute declares it.
#[derive(Clone, Copy, Debug)]
pub enum Declared<C, T: 'static> {
    /// A value that the attribute has checked.
    Constant(C),
    /// A value that an expression has when the program runs.
    Expression(fn() -> Result<&'static T, SettingError>),
}

/// A setting that is an expression, evaluated once, at first use.
///
/// The result stays, whether it is a value or not, since another try could only let some requests in and others not.
pub struct Setting<T> {
    object: &'static str,
    key: &'static str,
    evaluate: fn() -> Result<T, &'static str>,
    value: OnceLock<Result<T, SettingError>>,
}

impl<T> Setting<T> {
    /// Declares the setting `key` of the auth object at the path `object`. The error of `evaluate` says why a value
    /// cannot be used.
    pub const fn new(
        object: &'static str,
        key: &'static str,
        evaluate: fn() -> Result<T, &'static str>,
    ) -> Self {
        Self {
            object,
            key,
            evaluate,
            value: OnceLock::new(),
        }
    }

    /// Returns the value, evaluated at the first call.
    ///
    /// # Errors
    ///
    /// [`SettingError`], at every call, if the expression panicked or its value cannot be used.
    pub fn get(&self) -> Result<&T, SettingError> {
        let value = self.value.get_or_init(|| self.evaluate());
        value.as_ref().map_err(|error| *error)
    }

    #[cold]
    fn evaluate(&self) -> Result<T, SettingError> {
        let problem = match panic::catch_unwind(self.evaluate) {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(problem)) => problem,
            // The panic hook has already told which panic.
            Err(_) => "its expression panicked",
        };
        Err(no_value(self.object, self.key, problem))
    }
}

/// Logs that the setting `key` of the auth object at the path `object` has no value. Returns the error that says so.
#[cold]
pub(crate) fn no_value(
    object: &'static str,
    key: &'static str,
    problem: &'static str,
) -> SettingError {
    #[cfg(feature = "tracing")]
    tracing::error!(
        name: "httpauth.setting",
        target: "httpauth",
        object,
        setting = key,
        problem,
        "a setting has no value, so requests that need it get a 500"
    );
    #[cfg(not(feature = "tracing"))]
    let _ = (object, key, problem);
    SettingError
}

impl<T> fmt::Debug for Setting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setting")
            .field("object", &self.object)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// The error of a setting whose expression panicked, or whose value cannot be used.
///
/// It is answered 500. The reason is logged once (feature `tracing`), when the expression is evaluated.
///
/// # Example
///
/// ```
/// use httpauth::{SettingError, digest_auth, get_password};
///
/// #[digest_auth(realm = std::env::var("REALM").unwrap_or("Staff only".to_owned()), algorithm = "SHA-256")]
/// struct Auth;
///
/// #[get_password]
/// fn get_password(_: &str) -> Option<String> {
///     None
/// }
///
/// /// What is stored of a user who signs up.
/// fn sign_up(username: &str, password: &str) -> Result<String, SettingError> {
///     Auth::ha1(username, password)
/// }
/// # assert_eq!(sign_up("john", "hello").unwrap().len(), 64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingError;

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a setting of the auth object has no value")
    }
}

impl std::error::Error for SettingError {}

impl IntoResponse for SettingError {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
    }
}

impl From<SettingError> for Box<Response> {
    fn from(error: SettingError) -> Self {
        Self::new(error.into_response())
    }
}
