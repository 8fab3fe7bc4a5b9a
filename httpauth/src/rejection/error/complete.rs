//! The response of an error.

use axum::http::StatusCode;
use axum::http::header::{Entry, HeaderMap, HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};

use super::{AuthError, Unanswered};

impl AuthError {
    /// Returns the body of the default answer.
    fn body(&self) -> &'static str {
        match self.status() {
            StatusCode::BAD_REQUEST => "Bad Request",
            StatusCode::TOO_MANY_REQUESTS => "Too Many Requests",
            _ => "Unauthorized Access",
        }
    }

    /// Adds the challenges and `Retry-After` to the error handler's response, unless it has set its own. Leaves the error in
    /// the response's extensions if it is asked for.
    pub(crate) fn complete(self, response: &mut Response, is_asked_for: bool) {
        // The error handler's response may itself be an error that asks for an answer, and this is the answer.
        if !response.extensions().is_empty() {
            response.extensions_mut().remove::<Unanswered>();
        }
        if is_asked_for {
            self.clone().leave_in(response);
        }
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after
            && let Entry::Vacant(entry) = headers.entry(RETRY_AFTER)
        {
            entry.insert(seconds.get().into());
        }
        if let Some(challenges) = self.challenges
            && !has(headers, &WWW_AUTHENTICATE)
        {
            challenges.add_to(headers);
        }
    }

    #[cold]
    fn leave_in(self, response: &mut Response) {
        response.extensions_mut().insert(self);
    }
}

impl IntoResponse for AuthError {
    fn into_response(self) -> Response {
        let mut response = default_response(&self);
        if self.challenges.is_some() {
            self.complete(&mut response, true);
        } else {
            response.extensions_mut().insert(Unanswered(self));
        }
        response
    }
}

/// Returns whether there is a field of this name.
///
/// A response has few fields where a guard answers or looks at it, so that looking at each costs less than a hash.
pub(crate) fn has(headers: &HeaderMap, name: &HeaderName) -> bool {
    headers.keys().any(|field| field == name)
}

/// Returns the default answer without its challenges.
pub(crate) fn default_response(error: &AuthError) -> Response {
    (error.status(), error.body()).into_response()
}
