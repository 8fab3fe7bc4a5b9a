//! The realm of an auth object or of a request, and the challenge that names it.
//!
//! A `#[realm]` callback returns the realm of a request. Each guard asks it first, and the answer stays in the request's
//! extensions for the steps that follow.

use std::borrow::Cow;
use std::future::Future;
use std::sync::Arc;

use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::field;
use super::told::{self, Asking};
use crate::authenticator::{Authenticator, Scheme};
use crate::setting::{Declared, SettingError, no_value};

/// An auth object with a realm of its own (RFC 9110 section 11.5).
///
/// Only a realm that is an expression may have an error. A constant one has none, and costs nothing.
pub trait HasRealm: Authenticator {
    /// The auth-scheme of the challenge.
    const SCHEME: &'static str;

    /// The parameters after the realm in the challenge.
    const PARAMETERS: &'static str;

    /// The realm as it is declared.
    const REALM: Declared<ConstantRealm, Realm>;

    /// `true` if the `realm` slot is filled, so that each request has a realm of its own.
    const PER_REQUEST: bool;

    /// Calls the callback in the `realm` slot. Returns `None` if the slot is empty.
    fn ask_realm(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send;

    /// Returns the declared realm without escapes, which Digest hashes.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if the realm has no value.
    #[inline]
    fn realm() -> Result<&'static str, SettingError> {
        match Self::REALM {
            Declared::Constant(realm) => Ok(realm.text),
            Declared::Expression(value) => value().map(Realm::text),
        }
    }

    /// Returns the challenge with the declared realm, or the beginning of Digest's challenges.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if the realm has no value.
    #[inline]
    fn challenge() -> Result<HeaderValue, SettingError> {
        // The compiler makes the value of a constant realm, since the text is checked byte by byte.
        let constant = const {
            match Self::REALM {
                Declared::Constant(realm) => Ok(HeaderValue::from_static(realm.challenge)),
                Declared::Expression(value) => Err(value),
            }
        };
        constant.or_else(|value| value().map(Realm::challenge))
    }
}

/// Asks for the realm of the request, in the place of an outer guard's. `None` if the realm is declared, and there is
/// nothing to await.
#[inline]
pub(super) fn ask<'a, A: HasRealm>(
    parts: &'a mut Parts,
    state: &'a A::State,
) -> Option<Asking<'a>> {
    if A::PER_REQUEST {
        return Some(Box::pin(ask_callback::<A>(parts, state)));
    }
    None
}

async fn ask_callback<A: HasRealm>(parts: &mut Parts, state: &A::State) -> Result<(), Response> {
    // Where the callback refuses, the challenge must not be for an outer guard's realm.
    forget::<A>(parts);
    // No callback gets to see the credentials as they came. The scheme checks again how many there are.
    let _ = field::only_marked_sensitive(&mut parts.headers, &A::Scheme::field());
    if let Some(text) = A::ask_realm(parts, state).await? {
        let realm = Realm::new(text, A::SCHEME, A::PARAMETERS).map_err(no_realm::<A>)?;
        told::leave::<A, _>(Arc::new(realm), parts);
    }
    Ok(())
}

/// Asks for the realm of the request, unless this guard has asked for it.
#[inline]
pub(super) fn ask_once<'a, A: HasRealm>(
    parts: &'a mut Parts,
    state: &'a A::State,
) -> Option<Asking<'a>> {
    if asked::<A>(parts).is_none() {
        return ask::<A>(parts, state);
    }
    None
}

/// Removes the realm that an outer guard has asked for.
pub(super) fn forget<A: HasRealm>(parts: &mut Parts) {
    if A::PER_REQUEST {
        told::forget::<A, Arc<Realm>>(parts);
    }
}

/// Returns the realm that `#[realm]` returned for this request. `None` if the realm is declared.
pub(super) fn asked<A: HasRealm>(parts: &Parts) -> Option<&Realm> {
    if !A::PER_REQUEST {
        return None;
    }
    told::find::<A, Arc<Realm>>(parts).map(|realm| &**realm)
}

/// Returns the realm that this request is judged for, without escapes.
///
/// # Errors
///
/// [`SettingError`] if the realm has no value.
#[inline]
pub(super) fn text<A: HasRealm>(parts: &Parts) -> Result<&str, SettingError> {
    match asked::<A>(parts) {
        Some(realm) => Ok(realm.text()),
        None if A::PER_REQUEST => Err(told::taken::<A>("realm")),
        None => A::realm(),
    }
}

/// Returns the challenge of this request, or the beginning of Digest's challenges.
///
/// # Errors
///
/// [`SettingError`] if the realm has no value.
#[inline]
pub(super) fn challenge<A: HasRealm>(parts: &Parts) -> Result<HeaderValue, SettingError> {
    match asked::<A>(parts) {
        Some(realm) => Ok(realm.challenge()),
        None if A::PER_REQUEST => Err(told::taken::<A>("realm")),
        None => A::challenge(),
    }
}

/// Logs why a text is not a realm, and returns the 500. The text may be the client's, so it is not logged.
fn no_realm<A: Authenticator>(problem: &'static str) -> Response {
    no_value(A::REGISTRY.object(), "realm", problem).into_response()
}

/// A realm that is a constant, with the challenge that names it.
#[derive(Clone, Copy, Debug)]
pub struct ConstantRealm {
    /// The realm without escapes.
    pub text: &'static str,
    /// The challenge.
    pub challenge: &'static str,
}

/// The text of a realm.
#[diagnostic::on_unimplemented(
    message = "a realm must be text, not `{Self}`",
    label = "not text",
    note = "write text as in `realm = \"Staff only\"`, or an expression whose type implements `Into<Cow<'static, \
            str>>`, such as `String` or `&'static str`"
)]
pub trait RealmText {
    /// Returns the text.
    fn into_text(self) -> Cow<'static, str>;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Cow<'static, str>>> RealmText for T {
    fn into_text(self) -> Cow<'static, str> {
        self.into()
    }
}

/// The value of a realm that is an expression, or that a `#[realm]` callback returned.
#[derive(Debug)]
pub struct Realm {
    text: Cow<'static, str>,
    challenge: HeaderValue,
}

impl Realm {
    /// Makes the challenge `scheme realm="text"`, followed by `parameters`.
    ///
    /// # Errors
    ///
    /// The problem of a text that is not printable ASCII. A quoted-string has no charset (RFC 9110 section 5.6.4).
    pub fn new(
        realm: impl RealmText,
        scheme: &str,
        parameters: &str,
    ) -> Result<Self, &'static str> {
        const PROBLEM: &str = "a realm is made of printable ASCII characters";
        let text = realm.into_text();
        if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err(PROBLEM);
        }
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        let challenge = format!("{scheme} realm=\"{escaped}\"{parameters}");
        let challenge = HeaderValue::try_from(challenge).map_err(|_| PROBLEM)?;
        Ok(Self { text, challenge })
    }

    /// Returns the realm without escapes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the challenge.
    pub fn challenge(&self) -> HeaderValue {
        self.challenge.clone()
    }
}
