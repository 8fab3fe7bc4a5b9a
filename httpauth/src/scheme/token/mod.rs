//! The token schemes, which are Bearer (RFC 6750) and a scheme or a field of your own.

mod challenge;
mod subprotocol;

use std::future::Future;

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use super::realm::{self, HasRealm};
use super::{field, grant_and_realm};
use crate::authenticator::{Authenticator, Look, Scheme};
use crate::callback::{Decision, Verdict, VerifyToken, has_slots};
use crate::granted;
use crate::outcome::{Denied, Outcome};
use crate::rejection::{Challenges, Reason};
use crate::resource::ProtectedResource;
use crate::setting::SettingError;
use crate::user::Required;

pub use challenge::invalid_token;
pub(crate) use challenge::no_resource;

/// The scheme of the objects that `#[token_auth]` declares.
#[derive(Debug)]
pub struct Token;

has_slots!(Token: VerifyToken, Realm, ProtectedResource, GetUserRoles, ErrorHandler);

/// An auth object that `#[token_auth]` declares.
pub trait TokenAuth: Authenticator + HasRealm {
    /// The field whose whole value is the token. `None` if the token follows the auth-scheme in `Authorization`.
    const HEADER: Option<&'static str>;

    /// `true` if the token stands in `Authorization` without the auth-scheme.
    const BARE: bool;

    /// `true` if the scheme is Bearer, which names the scope that is missing (RFC 6750 section 3.1).
    const BEARER: bool;

    /// The beginning of the WebSocket subprotocol that carries the token. `None` if none does.
    const SUBPROTOCOL: Option<&'static str>;

    /// `true` if the `protected_resource` slot is filled.
    const RESOURCE: bool;

    /// Calls the callback in the `protected_resource` slot. Returns `None` if the slot is empty.
    fn resource(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<ProtectedResource>, Response>> + Send;

    /// Returns the challenge of the declared realm to a token that is not valid. Bearer's has `error="invalid_token"` (RFC
    /// 6750 section 3.1).
    ///
    /// # Errors
    ///
    /// [`SettingError`] if the realm has no value.
    fn challenge_invalid() -> Result<HeaderValue, SettingError> {
        Self::challenge()
    }
}

impl<A: TokenAuth + VerifyToken> Scheme<A> for Token {
    type User = <A::Verdict as Verdict<()>>::User;
    type Presence = Required;
    type Info = ();
    const SCOPED: bool = A::BEARER;

    fn field() -> HeaderName {
        match A::HEADER {
            Some(name) => HeaderName::from_static(name),
            None => AUTHORIZATION,
        }
    }

    fn owner(authorization: Option<&[u8]>, headers: &HeaderMap) -> Option<u8> {
        let is_ours = match A::HEADER {
            Some(name) => headers.contains_key(name),
            None if A::BARE => authorization.and_then(field::bare).is_some(),
            None => field::has_credentials(authorization, A::SCHEME),
        };
        is_ours.then_some(0)
    }

    fn mark_sensitive(headers: &mut HeaderMap) {
        if A::HEADER.is_some() {
            // The member that decides checks again how many there are.
            let _ = field::only_marked_sensitive(headers, &<Self as Scheme<A>>::field());
        }
    }

    fn take_up(parts: &mut Parts) -> Result<(), Reason> {
        match A::SUBPROTOCOL {
            Some(prefix) => subprotocol::take_up::<A>(prefix, parts),
            None => Ok(()),
        }
    }

    grant_and_realm!(A);

    async fn authenticate(
        look: impl Look,
        parts: &mut Parts,
        state: &A::State,
    ) -> Outcome<User<A>> {
        <Self as Scheme<A>>::take_up(parts)?;
        if let Some(asking) = realm::ask::<A>(parts, state) {
            asking.await?;
        }
        if let Some(grant) = granted::recall::<A, Self>(parts) {
            return Ok(Some(grant));
        }
        let Some(field) = look.only(&mut parts.headers, &<Self as Scheme<A>>::field())? else {
            return Ok(None);
        };
        let start = token_start::<A>(field)?;
        let (field, arguments) = match A::no_arguments() {
            Some(arguments) => (Some(field), arguments),
            None => {
                // The extractors need the request for themselves, and the token borrows from it.
                let arguments = <A as VerifyToken>::arguments(parts, state).await?;
                let field = look.only(&mut parts.headers, &<Self as Scheme<A>>::field())?;
                (field, arguments)
            }
        };
        // The whole field is checked, which is more likely to lie where many bytes are checked at once.
        let text = field.and_then(|field| str::from_utf8(field.as_bytes()).ok());
        let token = text.and_then(|text| text.get(start..));
        // If an extractor has taken the field away, there is no token to accept.
        let token = token.ok_or(Reason::Missing)?;
        match A::verify_token(token, arguments)
            .await
            .decide(|| Some(()))?
        {
            Decision::Accepted(user) => Ok(Some(user.into())),
            Decision::Refused => Err(Reason::Invalid.into()),
        }
    }

    async fn challenges(
        denied: &Denied,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        if let Some(asking) = realm::ask_once::<A>(parts, state) {
            asking.await?;
        }
        let mut challenge = challenge::of::<A>(denied, parts)?;
        if let Some(asking) = challenge::ask_resource::<A>(denied, parts, state) {
            challenge = challenge::at_resource(challenge, &asking.await?);
        }
        Ok(challenge.into())
    }
}

/// The user type of the callback's verdict.
type User<A> = <<A as VerifyToken>::Verdict as Verdict<()>>::User;

/// Returns the start of the token in the field's value. The token goes to the end.
///
/// After an auth-scheme it is one word of visible characters. That is more than the `b64token` of RFC 6750 section 2.1,
/// because tokens with other characters are in use, and nothing that could hide a second one. A bare one is such a word
/// by itself, and in a field of its own it is the whole value.
///
/// # Errors
///
/// The reason of [`field::foreign`] for credentials of another scheme, [`Reason::Missing`] for a scheme without a
/// token, [`Reason::Malformed`] for a value that is not a token.
fn token_start<A: TokenAuth>(value: &HeaderValue) -> Result<usize, Reason> {
    let value = value.as_bytes();
    let (token, spaces) = match A::HEADER {
        Some(_) => (value, true),
        None if A::BARE => (
            field::bare(value).ok_or_else(|| field::foreign(value))?,
            false,
        ),
        None => (
            field::after_scheme(value, A::SCHEME).ok_or_else(|| field::foreign(value))?,
            false,
        ),
    };
    if token.is_empty() {
        return Err(Reason::Missing);
    }
    let legal = |byte: &u8| byte.is_ascii_graphic() || (spaces && *byte == b' ');
    // There is no early exit, so that the compiler looks at many bytes at once.
    if token.iter().fold(true, |all, byte| all & legal(byte)) {
        Ok(value.len() - token.len())
    } else {
        Err(Reason::Malformed)
    }
}
