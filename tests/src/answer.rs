//! Answers.

use axum::body::Body;
use axum::http::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use axum::http::{Extensions, Response, StatusCode};
use http_body_util::BodyExt;
use httpauth::{AuthError, Reason};

/// A response with its body read to the end.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The header fields.
    pub headers: HeaderMap,
    /// The extensions, which are empty for an answer over a socket.
    pub extensions: Extensions,
    /// The body, with `\u{fffd}` in place of bytes that are not UTF-8.
    pub body: String,
}

impl Answer {
    /// Reads the response to its end.
    pub async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Self {
            status: parts.status,
            headers: parts.headers,
            extensions: parts.extensions,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// Returns the values of all fields of this name, in order.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| value.to_str().unwrap()).collect()
    }

    /// Returns the challenges, in order, one for each field line.
    pub fn challenges(&self) -> Vec<&str> {
        self.values(WWW_AUTHENTICATE.as_str())
    }

    /// Returns the error that the guard left for outer layers.
    pub fn error(&self) -> Option<&AuthError> {
        self.extensions.get()
    }

    /// Asserts that the handler answered 200 with this body, and that nothing about authentication is in it.
    #[track_caller]
    pub fn assert_ok(&self, body: &str) {
        self.assert_is(StatusCode::OK, &[], body);
        assert!(self.error().is_none(), "no error in the extensions");
    }

    /// Asserts status, challenges and body.
    #[track_caller]
    pub fn assert_is(&self, status: StatusCode, challenges: &[&str], body: &str) {
        let found = (self.status, self.challenges(), self.body.as_str());
        assert_eq!(found, (status, challenges.to_vec(), body));
    }

    /// Asserts the default answer for `reason`, with these challenges and no other, and the error beside it.
    #[track_caller]
    pub fn assert_refused(&self, reason: Reason, challenges: &[&str]) {
        let (status, body) = match reason {
            Reason::Forbidden => (StatusCode::FORBIDDEN, "Unauthorized Access"),
            Reason::Repeated | Reason::WrongTarget | Reason::WrongSubprotocol => {
                (StatusCode::BAD_REQUEST, "Bad Request")
            }
            Reason::Throttled => (StatusCode::TOO_MANY_REQUESTS, "Too Many Requests"),
            _ => (StatusCode::UNAUTHORIZED, "Unauthorized Access"),
        };
        self.assert_is(status, challenges, body);
        self.assert_error(reason, challenges);
    }

    /// Asserts the error in the extensions.
    #[track_caller]
    pub fn assert_error(&self, reason: Reason, challenges: &[&str]) {
        let error = self.error().expect("the error is in the extensions");
        assert_eq!(error.reason(), reason);
        let own: Vec<&HeaderValue> = error.challenges().iter().collect();
        assert_eq!(own, challenges, "the challenges of the error");
    }

    /// Asserts that the answer is a callback's own response. It has no challenge, no body of ours and no [`AuthError`].
    #[track_caller]
    pub fn assert_own(&self, status: StatusCode, body: &str) {
        self.assert_is(status, &[], body);
        assert!(self.error().is_none(), "it is not ours");
    }
}
