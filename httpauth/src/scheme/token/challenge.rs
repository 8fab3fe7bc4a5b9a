//! The challenges of the token schemes (RFC 6750 section 3).

use std::future::Future;
use std::pin::Pin;

use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::TokenAuth;
use crate::outcome::{Denied, Scope};
use crate::rejection::Reason;
use crate::resource::MetadataUrl;
use crate::scheme::realm;
use crate::setting::{SettingError, no_value};

/// Returns the challenge to a refused request, without the metadata of the resource.
///
/// # Errors
///
/// [`SettingError`] if the realm has no value.
pub(super) fn of<A: TokenAuth>(
    denied: &Denied,
    parts: &Parts,
) -> Result<HeaderValue, SettingError> {
    let challenge = || realm::challenge::<A>(parts);
    let challenge = match denied.reason {
        Reason::Malformed | Reason::Invalid if !A::PER_REQUEST => A::challenge_invalid()?,
        Reason::Malformed | Reason::Invalid if A::BEARER => invalid_token(challenge()?),
        Reason::Forbidden if A::BEARER && denied.member.is_some() => {
            with_parameters(challenge()?, &[", error=\"insufficient_scope\""])
        }
        // A request without credentials gets no error (RFC 6750 section 3.1).
        Reason::Missing | Reason::OtherScheme if A::BEARER && A::RESOURCE => challenge()?,
        _ => return challenge(),
    };
    let challenge = match &denied.scope {
        Scope::Named(scope) if names_scope::<A>(denied) => {
            with_parameters(challenge, &[", scope=\"", scope, "\""])
        }
        _ => challenge,
    };
    Ok(match &denied.description {
        Some(description) if A::BEARER => error_description(challenge, description),
        _ => challenge,
    })
}

/// Returns whether the challenge names the scope.
///
/// A known user may know the roles that a rule asks for. Anybody may know the scopes of a protected resource.
fn names_scope<A: TokenAuth>(denied: &Denied) -> bool {
    A::BEARER && (A::RESOURCE || denied.reason == Reason::Forbidden)
}

/// A call of a `#[protected_resource]` callback. Its error is the response of the callback, or 500 for metadata that
/// cannot be used.
///
/// It is boxed, so that the guards of other objects have no room for it in theirs.
type Asking<'a> = Pin<Box<dyn Future<Output = Result<MetadataUrl, Response>> + Send + 'a>>;

/// Asks for the URL of the resource's metadata, which is in each 401 and 403 (RFC 9728 section 5.1). `None` if the object
/// has no resource.
pub(super) fn ask_resource<'a, A: TokenAuth>(
    denied: &Denied,
    parts: &'a mut Parts,
    state: &'a A::State,
) -> Option<Asking<'a>> {
    if !A::RESOURCE || !denied.reason.is_answerable() {
        return None;
    }
    Some(Box::pin(async {
        let resource = A::resource(parts, state).await?;
        let url = match &resource {
            Some(resource) => resource.metadata_url(),
            None => Err("the slot is empty"),
        };
        url.map_err(no_resource::<A>)
    }))
}

/// Logs why the metadata cannot be used, and returns the 500.
pub(crate) fn no_resource<A: TokenAuth>(problem: &'static str) -> Response {
    no_value(A::REGISTRY.object(), "protected_resource", problem).into_response()
}

/// Adds the URL of the resource's metadata to the challenge (RFC 9728 section 5.1).
pub(super) fn at_resource(challenge: HeaderValue, url: &MetadataUrl) -> HeaderValue {
    with_parameters(challenge, &[&url.parameter()])
}

/// Makes the challenge to a token that is not valid (RFC 6750 section 3.1), where it is not a constant.
pub fn invalid_token(challenge: HeaderValue) -> HeaderValue {
    with_parameters(challenge, &[", error=\"invalid_token\""])
}

/// Adds the description of the error to the challenge (RFC 6750 section 3). A character that may not stand there
/// becomes a `?`.
fn error_description(challenge: HeaderValue, description: &str) -> HeaderValue {
    let legal = |character| match character {
        ' ' | '!' | '#'..='[' | ']'..='~' => character,
        _ => '?',
    };
    let description: String = description.chars().map(legal).collect();
    with_parameters(challenge, &[", error_description=\"", &description, "\""])
}

/// Adds parameters to the challenge. They are checked where they are declared, and without them the challenge is right
/// too.
fn with_parameters(challenge: HeaderValue, parameters: &[&str]) -> HeaderValue {
    let value = [challenge.as_bytes(), parameters.concat().as_bytes()].concat();
    HeaderValue::try_from(value).unwrap_or(challenge)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6750 section 3: `error_description` holds %x20-21, %x23-5B and %x5D-7E.
    #[test]
    fn the_characters_of_a_description() {
        let challenge = HeaderValue::from_static("Bearer");
        for (description, expected) in [
            ("the token expired", "the token expired"),
            (" !#[]~", " !#[]~"),
            ("\"quoted\"", "?quoted?"),
            ("back\\slash", "back?slash"),
            ("a\tb\r\nX-Evil: 1\0\x7f", "a?b??X-Evil: 1??"),
            ("zu sp\u{e4}t \u{1f553}", "zu sp?t ?"),
            ("", ""),
        ] {
            let value = error_description(challenge.clone(), description);
            let expected = format!("Bearer, error_description=\"{expected}\"");
            assert_eq!(value, expected, "{description:?}");
        }
    }
}
