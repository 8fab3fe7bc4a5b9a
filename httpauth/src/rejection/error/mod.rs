//! The error of a refused request, made by the guard or by the application.

mod complete;
mod own;
mod wanted;

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

pub(crate) use complete::{default_response, has};

use super::{Challenges, Reason};

/// The error of a refused request, with the status, the reason and the challenges of the answer.
///
/// An `#[error_handler]` may take it as its first parameter. It is also left in the extensions of the response if an outer
/// layer [asks for it](Self::ask_for), to log or count it. As a response by itself it is the default answer, which has the body
/// `Unauthorized Access` (`Bad Request` for 400, `Too Many Requests` for 429) and the challenges.
///
/// # Refusing by yourself
///
/// Callbacks, their extractors, guarded handlers and all that answers below a [`guard`](crate::guard()) may refuse with
/// [`unauthorized`](Self::unauthorized) or [`forbidden`](Self::forbidden), also by way of an error of your own that
/// becomes this response. The response has a private mark. The innermost guard takes the mark away, and answers as it
/// does when it refuses by itself: by the auth object's `#[error_handler]`, with the challenges and
/// `Cache-Control: no-store`. An answered response has no mark, so no outer guard answers it again.
///
/// - A response whose status was changed on the way, as by `(StatusCode::NOT_FOUND, error)`, is your own, and no guard
///   answers it.
/// - Fields that your handler or a layer has set stay, unless the answer has them or they describe the body.
/// - If a callback that makes the challenge refuses, as `#[generate_nonce]` does, the answer has no challenge.
/// - Without a guard around it, the response is a plain 401 or 403 without a challenge.
///
/// # Security
///
/// It holds nothing that the client sent, if your [descriptions](Self::because) do not.
///
/// # Example
///
/// ```
/// use axum::Json;
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
/// fn error_handler(error: AuthError) -> Json<String> {
///     Json(error.to_string())
/// }
/// ```
///
/// A callback that refuses through the application's own error:
///
/// ```
/// use axum::{http::StatusCode, response::{IntoResponse, Response}};
/// use httpauth::{AuthError, CurrentUser, login_required, token_auth, verify_token};
///
/// enum AppError { Database, Auth(AuthError) }
///
/// impl From<AuthError> for AppError {
///     fn from(error: AuthError) -> Self {
///         Self::Auth(error)
///     }
/// }
///
/// impl IntoResponse for AppError {
///     fn into_response(self) -> Response {
///         match self {
///             Self::Database => StatusCode::SERVICE_UNAVAILABLE.into_response(),
///             Self::Auth(error) => error.into_response(),
///         }
///     }
/// }
///
/// #[token_auth]
/// struct Auth;
///
/// /// An old token is a 401 with `error_description="the token expired"`.
/// #[verify_token]
/// fn verify_token(token: &str) -> Result<Option<String>, AppError> {
///     match token {
///         "john's" => Ok(Some("john".to_owned())),
///         "john's of last year" => Err(AuthError::unauthorized().because("the token expired"))?,
///         "down" => Err(AppError::Database),
///         _ => Ok(None),
///     }
/// }
///
/// #[login_required]
/// async fn delete(user: CurrentUser<String>) -> Result<&'static str, AppError> {
///     if *user != "susan" {
///         Err(AuthError::forbidden().because("not your todo"))?;
///     }
///     Ok("deleted")
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct AuthError {
    reason: Reason,
    description: Option<Box<Cow<'static, str>>>,
    scope: Option<Box<Cow<'static, str>>>,
    /// The challenges. `None` until a guard answers.
    challenges: Option<Challenges>,
    retry_after: Option<NonZeroU32>,
}

/// The mark of a response by an error that no guard has answered yet.
#[derive(Clone)]
struct Unanswered(AuthError);

impl AuthError {
    /// Makes the error of the answer that has these challenges.
    pub(crate) fn new(
        reason: Reason,
        description: Option<Box<Cow<'static, str>>>,
        challenges: Challenges,
    ) -> Self {
        Self {
            reason,
            description,
            scope: None,
            challenges: Some(challenges),
            retry_after: None,
        }
    }

    /// Makes the error of the answer that has no challenge, and says in how many seconds the client may try again.
    pub(crate) fn later(reason: Reason, seconds: NonZeroU32) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(reason, None, Challenges::NONE)
        }
    }

    const fn unanswered(reason: Reason) -> Self {
        Self {
            reason,
            description: None,
            scope: None,
            challenges: None,
            retry_after: None,
        }
    }

    pub(crate) fn scope(&self) -> Option<&Cow<'static, str>> {
        self.scope.as_deref()
    }

    /// Takes the error out of a response that no guard has answered yet.
    ///
    /// A response with another status than the error's is the application's own.
    #[inline]
    pub(crate) fn take(response: &mut Response) -> Option<Self> {
        // The status tells most responses, and costs less than a look at the extensions.
        match response.status() {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::take_marked(response),
            _ => None,
        }
    }

    #[cold]
    fn take_marked(response: &mut Response) -> Option<Self> {
        let Unanswered(error) = response.extensions_mut().remove()?;
        (error.status() == response.status()).then_some(error)
    }

    pub(crate) fn into_description(self) -> Option<Box<Cow<'static, str>>> {
        self.description
    }

    /// Returns the status of the answer. It is 401, 403, 400 for a request that must not be made like this, or 429 after too
    /// many that failed.
    pub const fn status(&self) -> StatusCode {
        self.reason.status()
    }

    /// Returns the reason why the request was refused.
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// Returns the description that [`because`](Self::because) added. `None` if the guard itself refused.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref().map(AsRef::as_ref)
    }

    /// Returns the time until the client may try again, if a throttle refused it. The answer has it as `Retry-After` (RFC
    /// 9110 section 10.2.3), in whole seconds, unless your error handler sets another one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
            .map(|seconds| Duration::from_secs(seconds.get().into()))
    }

    /// Returns the values of the answer's `WWW-Authenticate` fields, in order (RFC 9110 section 11.6.1). There are none
    /// until a guard answers.
    pub fn challenges(&self) -> &[HeaderValue] {
        match &self.challenges {
            Some(Challenges::One(challenge)) => challenge,
            Some(Challenges::Many(challenges)) => challenges,
            None => &[],
        }
    }
}

impl fmt::Debug for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthError")
            .field("reason", &self.reason)
            .field("description", &self.description())
            .finish_non_exhaustive()
    }
}

/// Writes the description, or the reason if there is none.
impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.description() {
            Some(description) => f.write_str(description),
            None => self.reason.fmt(f),
        }
    }
}

impl std::error::Error for AuthError {}
