//! The response of an error.

use axum::http::StatusCode;
use axum::http::header::{Entry, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};

use super::AuthError;
use super::error::Unanswered;

impl AuthError {
    /// Returns the body of the default answer.
    fn body(&self) -> &'static str {
        match self.status() {
            StatusCode::BAD_REQUEST => "Bad Request",
            StatusCode::TOO_MANY_REQUESTS => "Too Many Requests",
            _ => "Unauthorized Access",
        }
    }

    /// Adds the challenges and `Retry-After` to the error handler's response, unless it has set its own, and leaves the error in its
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
        if let Some(seconds) = self.retry_after
            && let Entry::Vacant(entry) = response.headers_mut().entry(RETRY_AFTER)
        {
            entry.insert(seconds.get().into());
        }
        // The error handler's response may itself be an error that asks for an answer, and this is the answer.
        response.extensions_mut().remove::<Unanswered>();
        response.extensions_mut().insert(self);
    }
}

impl IntoResponse for AuthError {
    fn into_response(self) -> Response {
        let mut response = default_response(&self);
        if self.challenges.is_some() {
            self.complete(&mut response);
        } else {
            response.extensions_mut().insert(Unanswered(self));
        }
        response
    }
}

/// Returns the default answer without its challenges.
pub(crate) fn default_response(error: &AuthError) -> Response {
    (error.status(), error.body()).into_response()
}
