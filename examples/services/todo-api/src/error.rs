//! The errors of the service. Each is answered as problem details in JSON (RFC 9457), whoever finds it.

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use httpauth::password::Overloaded;
use httpauth::{AuthError, error_handler};
use serde::Serialize;

use crate::auth::{Auth, People, Programs};

/// The errors of the service.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A refusal, which the guard answers by [`error_handler`].
    #[error(transparent)]
    Refused(#[from] AuthError),
    #[error("the request comes from a page of another site")]
    CrossSite,
    #[error("there is no such page")]
    NoSuchPage,
    #[error("there is no such todo")]
    NoSuchTodo,
    #[error("there is no such user")]
    NoSuchUser,
    #[error("{}", .0.body_text())]
    Path(#[from] PathRejection),
    #[error("{}", .0.body_text())]
    Json(#[from] JsonRejection),
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    #[error("the database fails")]
    Database(#[from] sqlx::Error),
    #[error("no token can be made")]
    Token(#[from] jsonwebtoken::errors::Error),
}

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Self::Refused(error) => error.status(),
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::NoSuchPage | Self::NoSuchTodo => StatusCode::NOT_FOUND,
            Self::NoSuchUser => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Path(rejection) => rejection.status(),
            Self::Json(rejection) => rejection.status(),
            Self::Overloaded(_) | Self::Database(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Token(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        // The cause is for us to read, and not for the client.
        match &self {
            Self::Database(cause) => tracing::error!(%cause, "{self}"),
            Self::Token(cause) => tracing::error!(%cause, "{self}"),
            _ => {}
        }
        let answer = problem(self.status(), self.to_string());
        match self {
            Self::Refused(error) => error.into_response(),
            Self::Overloaded(overloaded) => {
                let seconds = overloaded.retry_after().as_secs().max(1);
                ([(RETRY_AFTER, seconds.to_string())], answer).into_response()
            }
            _ => answer.into_response(),
        }
    }
}

/// Answers the refusals of all guards, and those of callbacks and handlers. The challenge is added to the answer.
#[error_handler(auth = [People, Programs, Auth])]
fn error_handler(error: AuthError) -> impl IntoResponse {
    problem(error.status(), error.to_string())
}

/// Problem details. Without a `type` the title is that of the status.
#[derive(Serialize)]
struct Problem {
    title: Option<&'static str>,
    status: u16,
    detail: String,
}

fn problem(
    status: StatusCode,
    detail: String,
) -> (StatusCode, [(HeaderName, &'static str); 1], Json<Problem>) {
    let problem = Problem {
        title: status.canonical_reason(),
        status: status.as_u16(),
        detail,
    };
    let content_type = [(CONTENT_TYPE, "application/problem+json")];
    (status, content_type, Json(problem))
}

/// JSON, as [`axum::Json`], whose rejection is an [`Error`].
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Error))]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// Parts of the path, as [`axum::extract::Path`], whose rejection is an [`Error`].
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Error))]
pub(crate) struct Path<T>(pub(crate) T);
