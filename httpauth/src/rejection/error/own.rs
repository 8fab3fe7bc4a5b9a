//! The errors that the application makes.

use std::borrow::Cow;

use super::AuthError;
use crate::rejection::Reason;

impl AuthError {
    /// Refuses a request because of its credentials, with a 401 (RFC 9110 section 15.5.2).
    ///
    /// The reason is [`Reason::Invalid`]. It is [`Reason::Missing`] if a handler refuses a request that an `optional`
    /// guard let in without credentials.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::{AuthError, Reason};
    ///
    /// let error = AuthError::unauthorized().because("the token expired");
    /// assert_eq!((error.status().as_u16(), error.reason()), (401, Reason::Invalid));
    /// ```
    #[must_use]
    pub const fn unauthorized() -> Self {
        Self::unanswered(Reason::Invalid)
    }

    /// Refuses a request whatever its credentials are, with a 403 (RFC 9110 section 15.5.4).
    ///
    /// The reason is [`Reason::Forbidden`].
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::{AuthError, Reason};
    ///
    /// let error = AuthError::forbidden().because("not your todo");
    /// assert_eq!((error.status().as_u16(), error.reason()), (403, Reason::Forbidden));
    /// assert_eq!(error.description(), Some("not your todo"));
    /// ```
    #[must_use]
    pub const fn forbidden() -> Self {
        Self::unanswered(Reason::Forbidden)
    }

    /// Adds a description, for the `#[error_handler]` and for the `error_description` of Bearer's challenge (RFC 6750
    /// section 3).
    ///
    /// RFC 6750 allows only visible ASCII characters and spaces without `"` and `\` in the challenge, where any other
    /// one becomes a `?`. No other scheme's challenge has a place for it, and the default answer does not show it.
    ///
    /// # Security
    ///
    /// Every client may read it, also one that is not known. Nothing that the client sent belongs into it, and nothing
    /// that tells which part of the credentials was wrong.
    #[must_use]
    pub fn because(mut self, description: impl Into<Cow<'static, str>>) -> Self {
        self.description = Some(Box::new(description.into()));
        self
    }

    /// Names the scope that a token needs for this request, for Bearer's challenge (RFC 6750 section 3).
    ///
    /// It is one scope, or several with a space between them. The guard names those of its rule beside it, since the client
    /// needs them too. Text that cannot be a scope is left out.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::AuthError;
    ///
    /// fn call(tool: &str, scopes: &[&str]) -> Result<(), AuthError> {
    ///     if tool == "delete" && !scopes.contains(&"todos:write") {
    ///         return Err(AuthError::forbidden().with_scope("todos:write"));
    ///     }
    ///     Ok(())
    /// }
    /// # assert!(call("delete", &["todos:read"]).is_err() && call("list", &[]).is_ok());
    /// ```
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<Cow<'static, str>>) -> Self {
        self.scope = Some(Box::new(scope.into()));
        self
    }
}
