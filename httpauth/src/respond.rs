//! The response to a request that the guard let in.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE,
    CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_RANGE, CONTENT_TYPE, ETAG, LAST_MODIFIED,
    TRANSFER_ENCODING, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::outcome::Denied;
use crate::rejection::{AuthError, Reason, has};

/// The fields that describe a response's body.
const ABOUT_THE_BODY: [HeaderName; 11] = [
    ACCEPT_RANGES,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_LENGTH,
    CONTENT_LOCATION,
    CONTENT_RANGE,
    CONTENT_TYPE,
    ETAG,
    LAST_MODIFIED,
    TRANSFER_ENCODING,
];

const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// The completion of the response to an admitted request.
pub struct Respond {
    admitted: Admitted,
    refuse: Refuse,
}

/// The admission of a request, which its response shows to caches.
///
/// A user's response is private. RFC 9111 section 3.5 keeps shared caches only from storing the answers to
/// `Authorization`, and an API key has a field of its own. A response without a user may be stored, but must not be
/// given to a user.
pub(crate) enum Admitted {
    /// The admission of a user.
    User {
        /// The value of `Authentication-Info`.
        ///
        /// It is not a `HeaderValue` yet, so that the guard of a handler, whose type cannot tell the scheme, is small.
        info: Option<Box<[u8]>>,
        /// The member of a multi object that granted.
        member: u8,
    },
    /// The admission of a request without a user. The function names the fields of the credentials in `Vary`.
    Anonymous(fn(&mut HeaderMap)),
}

/// The guard's answer to a request that it has let in, and that something further in refuses.
///
/// The box of a function that keeps nothing takes no memory, and most functions keep nothing.
pub(crate) type Refuse = Box<dyn FnOnce(Denied) -> Answering + Send>;

/// The response that refuses a request, when it is made.
pub(crate) type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

// The value is as good as the client's response for guessing the password.
impl fmt::Debug for Respond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Respond").finish_non_exhaustive()
    }
}

impl Respond {
    pub(crate) fn new(admitted: Admitted, refuse: Refuse) -> Self {
        Self { admitted, refuse }
    }

    /// Returns the handler's response with the fields that it lacks.
    ///
    /// # Errors
    ///
    /// The guard's answer, if the response is an [`AuthError`] that no guard has answered yet.
    #[inline]
    pub fn respond(self, response: impl IntoResponse) -> Result<Response, Answering> {
        let mut response = response.into_response();
        match AuthError::take(&mut response) {
            Some(error) => Err(self.refuse(error, response)),
            None => {
                self.admitted.complete(&mut response);
                Ok(response)
            }
        }
    }

    #[cold]
    fn refuse(self, error: AuthError, refused: Response) -> Answering {
        let (reason, member) = match (self.admitted, error.reason()) {
            (Admitted::User { member, .. }, reason) => (reason, Some(member)),
            (Admitted::Anonymous(_), Reason::Invalid) => (Reason::Missing, None),
            (Admitted::Anonymous(_), reason) => (reason, None),
        };
        let denied = Denied {
            reason,
            member,
            ..Denied::by_error(error)
        };
        let answer = (self.refuse)(denied);
        Box::pin(async { replace(refused, answer.await) })
    }
}

/// Returns the answer in the place of the response that asked for it.
///
/// Other fields stay, since layers between the handler and the guard may have set them.
fn replace(mut refused: Response, answer: Response) -> Response {
    let (answer, body) = answer.into_parts();
    let headers = refused.headers_mut();
    for name in ABOUT_THE_BODY {
        headers.remove(name);
    }
    headers.extend(answer.headers);
    refused.extensions_mut().extend(answer.extensions);
    *refused.status_mut() = answer.status;
    *refused.body_mut() = body;
    refused
}

impl Admitted {
    fn complete(self, response: &mut Response) {
        let is_stored = is_stored(response.status());
        match self {
            Self::User { info, .. } => {
                if let Some(info) = info {
                    insert_info(response.headers_mut(), info);
                }
                if is_stored {
                    set_cache_control(
                        response.headers_mut(),
                        const { HeaderValue::from_static("private") },
                    );
                }
            }
            Self::Anonymous(vary) if is_stored => vary(response.headers_mut()),
            Self::Anonymous(_) => {}
        }
    }
}

/// Returns `false` for the responses that have no representation of their own for a cache to store.
///
/// 101 leaves HTTP (RFC 9110 section 15.2.2), and 304 renews a stored response (RFC 9110 section 15.4.5).
fn is_stored(status: StatusCode) -> bool {
    !matches!(
        status,
        StatusCode::SWITCHING_PROTOCOLS | StatusCode::NOT_MODIFIED
    )
}

/// Sets `Cache-Control` unless the application has set it.
///
/// The directive is the compiler's value, since a text would be checked byte by byte for each response.
pub(crate) fn set_cache_control(headers: &mut HeaderMap, directive: HeaderValue) {
    if !has(headers, &CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, directive);
    }
}

/// Adds `name` to `Vary` (RFC 9110 section 12.5.5) unless it is there.
pub(crate) fn add_vary(headers: &mut HeaderMap, name: &HeaderName) {
    let is_there = headers.get_all(VARY).iter().any(|value| {
        let mut names = value.as_bytes().split(|byte| *byte == b',');
        names.any(|listed| {
            let listed = listed.trim_ascii();
            listed == b"*" || listed.eq_ignore_ascii_case(name.as_str().as_bytes())
        })
    });
    if !is_there {
        headers.append(VARY, HeaderValue::from(name.clone()));
    }
}

fn insert_info(headers: &mut HeaderMap, info: Box<[u8]>) {
    if let Ok(mut info) = HeaderValue::try_from(info.into_vec()) {
        // It is as good as the client's response for guessing the password, so nothing may log it.
        info.set_sensitive(true);
        headers.insert(AUTHENTICATION_INFO, info);
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header::AUTHORIZATION;

    use super::*;

    fn values(response: &Response, name: HeaderName) -> Vec<&[u8]> {
        let values = response.headers().get_all(name).iter();
        values.map(HeaderValue::as_bytes).collect()
    }

    const USER: Admitted = Admitted::User {
        info: None,
        member: 0,
    };

    const ANONYMOUS: Admitted = Admitted::Anonymous(|headers| add_vary(headers, &AUTHORIZATION));

    fn complete(admitted: Admitted, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        admitted.complete(&mut response);
        response
    }

    /// RFC 9111 section 5.2.2.7: a user's page stays out of shared caches, unless its handler says otherwise.
    #[test]
    fn a_users_response_is_private() {
        let response = complete(USER, "page");
        assert_eq!(values(&response, CACHE_CONTROL), [b"private"]);
        let own = ([(CACHE_CONTROL, "public, max-age=60")], "page");
        let response = complete(USER, own);
        assert_eq!(values(&response, CACHE_CONTROL), [b"public, max-age=60"]);
    }

    /// An anonymous page may be cached, for the requests without credentials alone.
    #[test]
    fn an_anonymous_response_varies_once() {
        let plain = complete(ANONYMOUS, "page");
        let twice = complete(ANONYMOUS, plain);
        assert_eq!(values(&twice, VARY), [b"authorization"]);
        assert_eq!(values(&twice, CACHE_CONTROL), [b""; 0]);
        for own in ["*", "accept, Authorization"] {
            let response = complete(ANONYMOUS, ([(VARY, own)], "page"));
            assert_eq!(values(&response, VARY), [own.as_bytes()]);
        }
        let response = complete(ANONYMOUS, ([(VARY, "accept")], "page"));
        assert_eq!(
            values(&response, VARY),
            [b"accept".as_slice(), b"authorization"]
        );
    }

    #[test]
    fn what_a_cache_does_not_store_is_left_alone() {
        for status in [StatusCode::SWITCHING_PROTOCOLS, StatusCode::NOT_MODIFIED] {
            for admitted in [USER, ANONYMOUS] {
                assert!(complete(admitted, status).headers().is_empty());
            }
        }
    }

    /// The answer replaces the body and what describes it, and the fields of layers in between stay.
    #[test]
    fn an_answer_in_the_place_of_a_response() {
        let own = [
            (CONTENT_ENCODING, "gzip"),
            (ETAG, "\"1\""),
            (VARY, "origin"),
            (CACHE_CONTROL, "max-age=60"),
        ];
        let refused = (StatusCode::FORBIDDEN, own, "own").into_response();
        let answer = (
            StatusCode::IM_A_TEAPOT,
            [(CACHE_CONTROL, "no-store")],
            "answer",
        );
        let replaced = replace(refused, answer.into_response());
        assert_eq!(replaced.status(), StatusCode::IM_A_TEAPOT);
        assert_eq!(values(&replaced, CACHE_CONTROL), [b"no-store"]);
        assert_eq!(values(&replaced, VARY), [b"origin"]);
        assert_eq!(
            values(&replaced, CONTENT_TYPE),
            [b"text/plain; charset=utf-8"]
        );
        assert_eq!(replaced.headers().len(), 3);
    }
}
