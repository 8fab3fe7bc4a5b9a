//! The responses that refuse requests. The reason gives the status and the challenges, and your `#[error_handler]`
//! makes the response from them.

mod answer;
mod drain;

use std::fmt;

use axum::http::header::{Entry, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

pub use answer::{Answer, BodyOnly};
pub(crate) use drain::refuse;

/// The reason why a request was refused, as [`AuthError::reason`] returns it.
///
/// More may be added, so match with a `_` arm.
///
/// # Example
///
/// ```
/// use httpauth::Reason;
///
/// /// Whether a client is worth watching: one without credentials has only not logged in yet.
/// fn is_suspect(reason: Reason) -> bool {
///     !matches!(reason, Reason::Missing)
/// }
///
/// assert!(is_suspect(Reason::Invalid) && !is_suspect(Reason::Missing));
/// assert_eq!(Reason::Forbidden.status(), 403);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// A request without credentials (401).
    Missing,
    /// Credentials of a scheme that the auth object does not have (401, even where none are needed).
    OtherScheme,
    /// Credentials that cannot be read (401).
    Malformed,
    /// More than one field that carries credentials (400, RFC 9110 section 5.3).
    Repeated,
    /// Credentials that the callback does not know (401).
    Invalid,
    /// A right Digest response whose nonce is too old, forgotten or another process's (RFC 7616 section 3.3). It is a
    /// 401 with `stale=true`.
    Stale,
    /// A right Digest response whose nonce count was used before (401, RFC 7616 section 3.4).
    Replayed,
    /// A Digest `uri` that is not the target of the request (400, RFC 7616 section 3.4.6).
    WrongTarget,
    /// A known user without the role (403, RFC 9110 section 15.5.4).
    Forbidden,
}

impl Reason {
    /// Returns the status code of the answer.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Missing
            | Self::OtherScheme
            | Self::Malformed
            | Self::Invalid
            | Self::Stale
            | Self::Replayed => StatusCode::UNAUTHORIZED,
            Self::Repeated | Self::WrongTarget => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
        }
    }

    /// Returns the name of the reason in events and metrics, such as `missing` or `wrong_target`.
    ///
    /// # Example
    ///
    /// ```
    /// use httpauth::Reason;
    ///
    /// assert_eq!(Reason::OtherScheme.name(), "other_scheme");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::OtherScheme => "other_scheme",
            Self::Malformed => "malformed",
            Self::Repeated => "repeated",
            Self::Invalid => "invalid",
            Self::Stale => "stale",
            Self::Replayed => "replayed",
            Self::WrongTarget => "wrong_target",
            Self::Forbidden => "forbidden",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the request has no credentials",
            Self::OtherScheme => "the credentials are of another scheme",
            Self::Malformed => "the credentials cannot be read",
            Self::Repeated => "the credentials are given more than once",
            Self::Invalid => "the credentials are not valid",
            Self::Stale => "the nonce is stale",
            Self::Replayed => "the nonce count was used before",
            Self::WrongTarget => "the credentials are for another target",
            Self::Forbidden => "the user lacks the role",
        })
    }
}

/// The error of a refused request, with the status, the reason and the challenges of the answer.
///
/// An `#[error_handler]` may take it as its first parameter. It is also left in the extensions of the response, so that
/// an outer layer can log or count it. As a response by itself it is the default answer, which has the body
/// `Unauthorized Access` (`Bad Request` for 400) and the challenges.
///
/// # Security
///
/// It holds nothing that the client sent.
///
/// # Example
///
/// ```
/// use axum::{Json, http::StatusCode};
/// use httpauth::{AuthError, basic_auth, error_handler, verify_password};
///
/// #[basic_auth]
/// struct Auth;
///
/// #[verify_password]
/// fn verify_password(username: &str, password: &str) -> bool {
///     (username, password) == ("john", "hello")
/// }
///
/// #[error_handler]
/// fn error_handler(error: AuthError) -> (StatusCode, Json<String>) {
///     (error.status(), Json(error.to_string()))
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuthError {
    reason: Reason,
    challenges: Challenges,
}

/// The challenges of one answer, in order. There is nearly always one.
#[derive(Clone, Debug)]
pub enum Challenges {
    /// The challenge of a scheme that has one.
    One([HeaderValue; 1]),
    /// The challenges of a scheme with several algorithms, or of several schemes.
    Many(Vec<HeaderValue>),
}

impl From<HeaderValue> for Challenges {
    fn from(challenge: HeaderValue) -> Self {
        Self::One([challenge])
    }
}

impl AuthError {
    pub(crate) fn new(reason: Reason, challenges: impl Into<Challenges>) -> Self {
        Self {
            reason,
            challenges: challenges.into(),
        }
    }

    /// Returns the status of the answer. It is 401, 403, or 400 for a request that must not be made like this.
    pub const fn status(&self) -> StatusCode {
        self.reason.status()
    }

    /// Returns the reason why the request was refused.
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// Returns the values of the answer's `WWW-Authenticate` fields, in order (RFC 9110 section 11.6.1).
    pub fn challenges(&self) -> &[HeaderValue] {
        match &self.challenges {
            Challenges::One(challenge) => challenge,
            Challenges::Many(challenges) => challenges,
        }
    }

    /// Returns the body of the default answer.
    fn body(&self) -> &'static str {
        if self.status() == StatusCode::BAD_REQUEST {
            "Bad Request"
        } else {
            "Unauthorized Access"
        }
    }

    /// Adds the challenges to the error handler's response, unless it has set one, and leaves the error in its
    /// extensions.
    pub(crate) fn complete(self, response: &mut Response) {
        if let Entry::Vacant(entry) = response.headers_mut().entry(WWW_AUTHENTICATE)
            && let [first, others @ ..] = self.challenges()
        {
            let mut entry = entry.insert_entry(first.clone());
            for challenge in others {
                entry.append(challenge.clone());
            }
        }
        response.extensions_mut().insert(self);
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for AuthError {}

impl IntoResponse for AuthError {
    fn into_response(self) -> Response {
        let mut response = default_response(&self);
        self.complete(&mut response);
        response
    }
}

/// Returns the default answer without its challenges.
pub(crate) fn default_response(error: &AuthError) -> Response {
    (error.status(), error.body()).into_response()
}

/// A type that the first parameter of an `#[error_handler]` may have.
#[diagnostic::on_unimplemented(
    message = "the first parameter of an `#[error_handler]` is a `StatusCode` or an `AuthError`, not `{Self}`",
    label = "not a `StatusCode` nor an `AuthError`",
    note = "write `#[error_handler] fn error_handler(status: StatusCode) -> ...`, \
            `fn error_handler(error: &AuthError) -> ...` or `fn error_handler() -> ...`; extractors come after it"
)]
pub trait ErrorArgument<'e> {
    /// Makes the argument for this error.
    fn from_error(error: &'e AuthError) -> Self;
}

impl ErrorArgument<'_> for StatusCode {
    fn from_error(error: &AuthError) -> Self {
        error.status()
    }
}

impl ErrorArgument<'_> for AuthError {
    fn from_error(error: &AuthError) -> Self {
        error.clone()
    }
}

impl<'e> ErrorArgument<'e> for &'e AuthError {
    fn from_error(error: &'e AuthError) -> Self {
        error
    }
}
