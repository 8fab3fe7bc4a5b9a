//! Wrong credentials, for each scheme.

use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request};

use crate::openapi::scheme;
use crate::registry::Registry;
use crate::scheme::digest::DigestClient;
use crate::testing::basic;

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
        if registry.scheme() == "Digest" {
            let mut client = DigestClient::new(&*self.username, SECRET);
            let can_sign = client.read(challenges) == Ok(true);
            client.sign(request);
            return can_sign;
        }
        let name = registry.field().map(HeaderName::try_from);
        let value = match (&name, registry.scheme()) {
            (None, _) if registry.is_bare() => Ok(HeaderValue::from_static(SECRET)),
            (None, "Basic") => Ok(basic(&self.username, SECRET)),
            (None, scheme) => HeaderValue::try_from(format!("{scheme} {SECRET}")),
            (Some(_), _) => Ok(HeaderValue::from_static(SECRET)),
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

    /// Each scheme has its own place for what is wrong, and each operation a user of its own.
    #[test]
    fn the_wrong_credentials_of_each_scheme() {
        static OBJECTS: [Registry; 5] = [
            Registry::new("Basic", "Basic", "", &[]),
            Registry::new("Bearer", "Bearer", "", &[]),
            Registry::new("Cargo", "Cargo", "", &[]).bare(),
            Registry::new("Keys", "ApiKey", "", &[]).with_field("x-api-key"),
            Registry::new("Digest", "Digest", "", &[]),
        ];
        let field = |auth, operation| {
            let mut request = Request::new(Body::empty());
            let wrong = credentials(auth, operation).next().unwrap();
            let is_set = wrong.set(&mut request, &HeaderMap::new());
            let mut fields = request.headers().iter();
            let field = fields
                .next()
                .map(|(name, value)| (name.to_string(), value.clone()));
            assert_eq!(is_set, field.is_some());
            field
        };
        let [basic, bearer, cargo, keys, digest] = &OBJECTS;
        let value = |name: &str, text| Some((name.to_owned(), HeaderValue::from_static(text)));
        assert_eq!(field(bearer, 0), value("authorization", "Bearer wrong"));
        assert_eq!(field(cargo, 0), value("authorization", "wrong"));
        assert_eq!(field(keys, 0), value("x-api-key", "wrong"));
        assert_eq!(field(digest, 0), None);
        assert_eq!(field(basic, 0), field(basic, 0));
        assert_ne!(field(basic, 0), field(basic, 1));
    }
}
