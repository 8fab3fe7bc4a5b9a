//! The answers that a walk expects, and those that it gets.

use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use axum::response::Response;

/// The answer that a caller should get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// A 401 with a challenge.
    Refused,
    /// A 403, or a 404 that hides what there is.
    Forbidden,
    /// The answer of the handler.
    Admitted,
    /// The answer of a permission, which only the application knows.
    OfPermission,
    /// An answer that no rule is known for.
    Anything,
}

/// The answer to one caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// The operation was not called.
    Skipped,
    Answered {
        expected: Expected,
        status: StatusCode,
        challenges: bool,
    },
}

impl Cell {
    pub(super) fn new(expected: Expected, response: &Response) -> Self {
        Self::Answered {
            expected,
            status: response.status(),
            challenges: response.headers().contains_key(WWW_AUTHENTICATE),
        }
    }

    /// Returns the first cell with a problem, or else the first.
    pub(super) fn worst(cells: Vec<Self>) -> Self {
        let wrong = cells.iter().find(|cell| cell.problem().is_some());
        wrong.or(cells.first()).copied().unwrap_or(Self::Skipped)
    }

    pub(super) fn expects(self, one: Expected) -> bool {
        matches!(self, Self::Answered { expected, .. } if expected == one)
    }

    /// Returns the status as text.
    pub(super) fn status(self) -> String {
        match self {
            Self::Skipped => "-".to_owned(),
            Self::Answered { status, .. } => status.as_str().to_owned(),
        }
    }

    /// Returns whether the handler's answer is that there is nothing, or no such method.
    pub(super) fn is_absent(self) -> bool {
        let absent = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
        matches!(self, Self::Answered { status, .. } if absent.contains(&status))
    }

    /// Returns the difference between the answer and the expected one.
    pub(super) fn problem(self) -> Option<&'static str> {
        let Self::Answered {
            expected,
            status,
            challenges,
        } = self
        else {
            return None;
        };
        let refused = status == StatusCode::UNAUTHORIZED;
        let forbidden = status == StatusCode::FORBIDDEN;
        match expected {
            Expected::Refused if !refused => Some("expected 401"),
            Expected::Refused if !challenges => Some("expected a challenge with the 401"),
            Expected::Forbidden if !forbidden && status != StatusCode::NOT_FOUND => {
                Some("expected 403 or 404")
            }
            Expected::Admitted if refused || forbidden => Some("expected the handler's answer"),
            Expected::Admitted if status.is_server_error() => {
                Some("expected an answer without an error of the server")
            }
            Expected::OfPermission if refused => Some("expected anything but 401"),
            _ => None,
        }
    }
}
