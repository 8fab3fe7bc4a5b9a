//! The response to a request that the guard let in.

use std::fmt;

use axum::http::header::{CACHE_CONTROL, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

const AUTHENTICATION_INFO: HeaderName = HeaderName::from_static("authentication-info");

/// The completion of the response to an admitted request.
///
/// A user's response is private. RFC 9111 section 3.5 keeps shared caches only from storing the answers to
/// `Authorization`, and an API key has a field of its own. A response without a user may be stored, but must not be
/// given to a user.
pub enum Respond {
    /// The completion for a user, with this value of `Authentication-Info`.
    ///
    /// It is not a `HeaderValue` yet, so that the guard of a handler, whose type cannot tell the scheme, is small.
    User(Option<Box<[u8]>>),
    /// The completion for a request without a user. The function names the fields of the credentials in `Vary`.
    Anonymous(fn(&mut HeaderMap)),
}

// The value is as good as the client's response for guessing the password.
impl fmt::Debug for Respond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Respond").finish_non_exhaustive()
    }
}

impl Respond {
    /// Returns the handler's response with the fields that it lacks.
    #[inline]
    pub fn respond(self, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        self.complete(&mut response);
        response
    }

    fn complete(self, response: &mut Response) {
        let is_stored = is_stored(response.status());
        match self {
            Self::User(info) => {
                if let Some(info) = info {
                    insert_info(response.headers_mut(), info);
                }
                if is_stored {
                    set_cache_control(response.headers_mut(), "private");
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
pub(crate) fn set_cache_control(headers: &mut HeaderMap, directive: &'static str) {
    // A response has few fields so early, so that looking at each costs less than a hash.
    if !headers.keys().any(|name| name == CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(directive));
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

    /// RFC 9111 section 5.2.2.7: a user's page stays out of shared caches, unless its handler says otherwise.
    #[test]
    fn a_users_response_is_private() {
        let response = Respond::User(None).respond("page");
        assert_eq!(values(&response, CACHE_CONTROL), [b"private"]);
        let own = ([(CACHE_CONTROL, "public, max-age=60")], "page");
        let response = Respond::User(None).respond(own);
        assert_eq!(values(&response, CACHE_CONTROL), [b"public, max-age=60"]);
    }

    /// An anonymous page may be cached, for the requests without credentials alone.
    #[test]
    fn an_anonymous_response_varies_once() {
        let vary: fn(&mut HeaderMap) = |headers| add_vary(headers, &AUTHORIZATION);
        let plain = Respond::Anonymous(vary).respond("page");
        let twice = Respond::Anonymous(vary).respond(plain);
        assert_eq!(values(&twice, VARY), [b"authorization"]);
        assert_eq!(values(&twice, CACHE_CONTROL), [b""; 0]);
        for own in ["*", "accept, Authorization"] {
            let response = Respond::Anonymous(vary).respond(([(VARY, own)], "page"));
            assert_eq!(values(&response, VARY), [own.as_bytes()]);
        }
        let response = Respond::Anonymous(vary).respond(([(VARY, "accept")], "page"));
        assert_eq!(
            values(&response, VARY),
            [b"accept".as_slice(), b"authorization"]
        );
    }

    #[test]
    fn what_a_cache_does_not_store_is_left_alone() {
        let vary: fn(&mut HeaderMap) = |headers| add_vary(headers, &AUTHORIZATION);
        for status in [StatusCode::SWITCHING_PROTOCOLS, StatusCode::NOT_MODIFIED] {
            for respond in [Respond::User(None), Respond::Anonymous(vary)] {
                assert!(respond.respond(status).headers().is_empty());
            }
        }
    }
}
