//! The realm of an auth object, and the challenge that names it.

use std::borrow::Cow;

use axum::http::HeaderValue;

use crate::setting::{Declared, SettingError};

/// An auth object with a realm of its own (RFC 9110 section 11.5).
///
/// Only a realm that is an expression may have an error. A constant one has none, and costs nothing.
pub trait HasRealm {
    /// The realm as it is declared.
    const REALM: Declared<ConstantRealm, Realm>;

    /// Returns the realm without escapes, which Digest hashes.
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

    /// Returns the challenge, or the beginning of Digest's challenges.
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
    message = "a realm is text, not `{Self}`",
    label = "not the text of a realm",
    note = "write text as in `realm = \"Staff only\"`, or an expression of a type that is `Into<Cow<'static, str>>`, as \
            `String` and `&'static str` are"
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

/// The value of a realm that is an expression.
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
