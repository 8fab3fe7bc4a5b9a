//! The result of authenticating a request, as data.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;

use axum::response::Response;

use crate::rejection::{AuthError, Reason};

/// The result of authenticating a request. `Ok(None)` if it has no credentials.
pub(crate) type Outcome<User, Info = ()> = Result<Option<Grant<User, Info>>, Refusal>;

/// The refusal of a request.
#[derive(Debug)]
pub enum Refusal {
    /// A refusal by the guard, which the object's `#[error_handler]` answers.
    Denied(Denied),
    /// The response of a callback that failed. It is boxed, so that the outcome of every other request is small to
    /// move.
    Failed(Box<Response>),
}

/// The guard's reason to refuse a request, with the facts that the answer depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    pub(crate) reason: Reason,
    /// The member of a multi object that refuses, counted over nested objects too. `None` if the object itself does.
    pub(crate) member: Option<u8>,
    pub(crate) scope: Scope,
    /// The application's own words. They are boxed, so that the outcome of every request is small to move.
    pub(crate) description: Option<Box<Cow<'static, str>>>,
    /// The seconds until the client may try again. They are there if a throttle refuses.
    pub(crate) retry_after: Option<NonZeroU32>,
}

/// The scope that a request needs (RFC 6750 section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The scope of the guard's rule.
    OfRule,
    /// This scope. It is beside that of the rule until the guard answers.
    Named(Box<Cow<'static, str>>),
    /// None that is known.
    Unknown,
}

impl Scope {
    /// Returns the scope of an error that the application made.
    ///
    /// What it forbids without naming a scope is not a matter of the token's.
    fn of(error: &AuthError) -> Self {
        match error.scope() {
            Some(scope) => Self::Named(Box::new(scope.clone())),
            None if error.reason() == Reason::Forbidden => Self::Unknown,
            None => Self::OfRule,
        }
    }
}

impl Denied {
    /// Makes the refusal of the object itself, which challenges by every scheme it has.
    pub(crate) const fn by_object(reason: Reason) -> Self {
        Self {
            reason,
            member: None,
            scope: Scope::OfRule,
            description: None,
            retry_after: None,
        }
    }

    /// Makes the refusal by an error of the application.
    pub(crate) fn by_error(error: AuthError) -> Self {
        let denied = Self::by_object(error.reason());
        Self {
            scope: Scope::of(&error),
            description: error.into_description(),
            ..denied
        }
    }
}

/// Makes the refusal of a scheme, which refuses as the first member of a list of one.
impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::Denied(Denied {
            member: Some(0),
            ..Denied::by_object(reason)
        })
    }
}

impl Refusal {
    /// Returns the refusal as one of this member, unless the object itself refuses.
    pub(crate) fn by(self, member: u8) -> Self {
        match self {
            Self::Denied(denied) => Self::Denied(Denied {
                member: denied.member.map(|_| member),
                ..denied
            }),
            failed @ Self::Failed(_) => failed,
        }
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

/// Makes the refusal of a callback's error. An [`AuthError`] in it refuses the credentials, and any other is a failure.
impl From<Response> for Refusal {
    fn from(mut response: Response) -> Self {
        match AuthError::take(&mut response) {
            Some(error) => Self::Denied(Denied {
                member: Some(0),
                ..Denied::by_error(error)
            }),
            None => Self::Failed(Box::new(response)),
        }
    }
}

/// The response that refuses a request.
pub struct Answered {
    pub(crate) response: Response,
    /// The reason of the guard. `None` if the response is a callback's own.
    pub(crate) reason: Option<Reason>,
}

/// Makes the response of a callback that failed.
impl From<Box<Response>> for Answered {
    fn from(response: Box<Response>) -> Self {
        Self {
            response: *response,
            reason: None,
        }
    }
}

// The response may have a cookie.
impl fmt::Debug for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered").finish_non_exhaustive()
    }
}

/// A request whose credentials were accepted.
pub struct Grant<User, Info = ()> {
    /// The user. `None` if the verdict let an anonymous request pass.
    pub(crate) user: Option<User>,
    /// The scheme's addition to the response.
    pub(crate) info: Info,
    /// The member of a multi object that accepted them, counted over nested objects too.
    pub(crate) member: u8,
}

// The user and the addition may be secrets.
impl<User, Info> fmt::Debug for Grant<User, Info> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant").finish_non_exhaustive()
    }
}

impl<User, Info: Default> From<Option<User>> for Grant<User, Info> {
    fn from(user: Option<User>) -> Self {
        Self {
            user,
            info: Info::default(),
            member: 0,
        }
    }
}

/// The addition of a scheme to the response. It is a value of `Authentication-Info` (RFC 7616 section 3.5), or `()` for
/// nothing.
///
/// The choice is made by type, since even an empty `Option` costs every layer between the scheme and the response a
/// move and a drop.
pub trait Info: Default + Send + Sync + 'static {
    /// Returns the value of the field.
    fn value(self) -> Option<Box<[u8]>>;
}

impl Info for () {
    fn value(self) -> Option<Box<[u8]>> {
        None
    }
}

impl Info for Option<Box<[u8]>> {
    fn value(self) -> Self {
        self
    }
}
