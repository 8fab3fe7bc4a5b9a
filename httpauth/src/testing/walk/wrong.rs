//! Wrong credentials, for each scheme.

use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::openapi::scheme;
use crate::registry::Registry;
use crate::scheme::digest::DigestClient;

const SECRET: &str = "wrong";

/// Wrong credentials of one auth object.
pub(super) struct Wrong {
    auth: &'static Registry,
    /// The name of a user of its own for each operation, so that no throttle counts them together.
    username: String,
}

/// Returns wrong credentials of the object, or of each member of a multi object, for the operation of this number.
pub(super) fn credentials(
    auth: &'static Registry,
    operation: usize,
) -> impl Iterator<Item = Wrong> {
    let members = scheme::members(auth).into_iter();
    members.map(move |auth| Wrong {
        auth,
        username: format!("nobody-{operation}"),
    })
}

impl Wrong {
    /// Sets the credentials. Returns `false` if there is no challenge of Digest to answer, as on an `optional` route.
    pub(super) fn set(&self, request: &mut Request<Body>, challenges: &HeaderMap) -> bool {
        let registry = self.auth;
        if registry.has_slot("generate_nonce") {
            let mut client = DigestClient::new(&*self.username, SECRET);
            let can_sign = client.read(challenges) == Ok(true);
            client.sign(request);
            return can_sign;
        }
        let name = registry.field().map(HeaderName::try_from);
        let value = if name.is_some() || registry.is_bare() {
            Ok(HeaderValue::from_static(SECRET))
        } else {
            let sent = if registry.has_slot("verify_password") {
                BASE64_STANDARD.encode(format!("{}:{SECRET}", self.username))
            } else {
                SECRET.to_owned()
            };
            HeaderValue::try_from(format!("{} {sent}", registry.scheme()))
        };
        match (name.unwrap_or(Ok(AUTHORIZATION)), value) {
            (Ok(name), Ok(value)) => {
                request.headers_mut().insert(name, value);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Slot;

    /// Each scheme has its own place for what is wrong, whatever its word, and each operation a user of its own.
    #[test]
    fn the_wrong_credentials_of_each_scheme() {
        const PASSWORD: &[Slot] = &[Slot::new("verify_password", None)];
        const NONCE: &[Slot] = &[Slot::new("generate_nonce", None)];
        const BASIC: Option<&str> = Some("authorization: XBasic bm9ib2R5LTA6d3Jvbmc=");
        static OBJECTS: [(Registry, Option<&str>); 6] = [
            (Registry::new("", "XBasic", "", PASSWORD), BASIC),
            (
                Registry::new("", "Bearer", "", &[]),
                Some("authorization: Bearer wrong"),
            ),
            (
                Registry::new("", "Digest", "", &[]),
                Some("authorization: Digest wrong"),
            ),
            (
                Registry::new("", "Cargo", "", &[]).bare(),
                Some("authorization: wrong"),
            ),
            (
                Registry::new("", "ApiKey", "", &[]).with_field("x-api-key"),
                Some("x-api-key: wrong"),
            ),
            (Registry::new("", "XDigest", "", NONCE), None),
        ];
        let field = |auth, operation| {
            let mut request = Request::new(Body::empty());
            let wrong = credentials(auth, operation).next().unwrap();
            let is_set = wrong.set(&mut request, &HeaderMap::new());
            let mut fields = request.headers().iter();
            let field = fields.next();
            assert_eq!(is_set, field.is_some());
            field.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        };
        for (auth, expected) in &OBJECTS {
            assert_eq!(field(auth, 0).as_deref(), *expected);
        }
        let [(basic, _), ..] = &OBJECTS;
        assert_ne!(field(basic, 0), field(basic, 1));
    }
}
