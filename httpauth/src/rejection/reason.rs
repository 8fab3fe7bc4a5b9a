//! The reasons why requests are refused.

use std::fmt;

use axum::http::StatusCode;

/// The reason why a request was refused, as [`AuthError::reason`](super::AuthError::reason) returns it.
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
    /// Credentials that the callback does not know, or that
    /// [`AuthError::unauthorized`](super::AuthError::unauthorized) refused (401).
    Invalid,
    /// A right Digest response whose nonce is too old, forgotten or another process's (RFC 7616 section 3.3). It is a
    /// 401 with `stale=true`.
    Stale,
    /// A right Digest response whose nonce count was used before (401, RFC 7616 section 3.4).
    Replayed,
    /// A Digest `uri` that is not the target of the request (400, RFC 7616 section 3.4.6).
    WrongTarget,
    /// A token in a WebSocket subprotocol that is not base64url, or that is offered alone (400).
    WrongSubprotocol,
    /// An attempt after too many that failed, before the callback that verifies is asked (429, RFC 6585 section 4). It says
    /// nothing of these credentials, nor whether there is such a user.
    Throttled,
    /// A known user without the role or the permission, or a request that
    /// [`AuthError::forbidden`](super::AuthError::forbidden) refused (403, RFC 9110 section 15.5.4).
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
            Self::Repeated | Self::WrongTarget | Self::WrongSubprotocol => StatusCode::BAD_REQUEST,
            Self::Throttled => StatusCode::TOO_MANY_REQUESTS,
            Self::Forbidden => StatusCode::FORBIDDEN,
        }
    }

    /// Returns `true` for a 401 and a 403, which another token may answer.
    pub(crate) fn is_answerable(self) -> bool {
        matches!(
            self.status(),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
        )
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
            Self::WrongSubprotocol => "wrong_subprotocol",
            Self::Throttled => "throttled",
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
            Self::WrongSubprotocol => "the subprotocol does not carry a token",
            Self::Throttled => "too many attempts have failed",
            Self::Forbidden => "the user lacks a role or a permission",
        })
    }
}
