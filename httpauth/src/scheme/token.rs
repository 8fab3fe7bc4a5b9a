//! Tokens: Bearer (RFC 6750), or another scheme or field of your own.

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use super::field;
use super::realm::ProtectionSpace;
use crate::authenticator::{Authenticator, Outcome, Scheme};
use crate::callback::{Decision, Verdict, VerifyToken, has_slots};
use crate::rejection::{Challenges, Reason};
use crate::setting::SettingError;
use crate::user::Required;

/// The scheme of the objects that `#[token_auth]` declares.
#[derive(Debug)]
pub struct Token;

has_slots!(Token: VerifyToken, GetUserRoles, ErrorHandler);

/// What `#[token_auth]` declares.
pub trait TokenAuth: Authenticator + ProtectionSpace {
    /// The auth-scheme: `Bearer`, or a word of your own.
    const SCHEME: &'static str;

    /// The field whose whole value is the token; `None`: the token follows the auth-scheme in `Authorization`.
    const HEADER: Option<&'static str>;

    /// Whether the token stands in `Authorization` without the auth-scheme.
    const BARE: bool;

    /// Whether the scheme is Bearer, which names the scope that is missing (RFC 6750, section 3.1).
    const BEARER: bool;

    /// The challenge to a token that is not valid: of Bearer, with `error="invalid_token"` (RFC 6750 section 3.1).
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
    type Via = ();
    type Info = ();

    fn claims(headers: &HeaderMap) -> bool {
        if A::BARE {
            return field::has_bare(headers);
        }
        match A::HEADER {
            Some(name) => headers.contains_key(name),
            None => field::has_scheme(headers, A::SCHEME),
        }
    }

    fn hide(headers: &mut HeaderMap) {
        if A::HEADER.is_some() {
            // How many there are is asked again by the member that decides.
            let _ = field::only(headers, &name::<A>());
        }
    }

    async fn authenticate(parts: &mut Parts, state: &A::State) -> Outcome<User<A>> {
        let Some(field) = field::only(&mut parts.headers, &name::<A>())? else {
            return Ok(None);
        };
        let start = token_start::<A>(field)?;
        let (field, arguments) = match A::no_arguments() {
            Some(arguments) => (Some(field), arguments),
            None => {
                // The extractors need the request for themselves, and the token borrows from it.
                let arguments = <A as VerifyToken>::arguments(parts, state).await?;
                (parts.headers.get(name::<A>()), arguments)
            }
        };
        // The whole field, which is more likely to lie where many bytes are checked at once.
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
        reason: Reason,
        scope: Option<&str>,
        _: &mut Parts,
        _: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        let challenge = match reason {
            Reason::Malformed | Reason::Invalid => A::challenge_invalid(),
            Reason::Forbidden if A::BEARER => {
                A::challenge().map(|challenge| insufficient_scope(challenge, scope))
            }
            _ => A::challenge(),
        };
        Ok(challenge?.into())
    }
}

/// The user type of the callback's verdict.
type User<A> = <<A as VerifyToken>::Verdict as Verdict<()>>::User;

/// The name of the field that carries the token.
const fn name<A: TokenAuth>() -> HeaderName {
    match A::HEADER {
        Some(name) => HeaderName::from_static(name),
        None => AUTHORIZATION,
    }
}

/// Where the token starts in the field's value; it goes to the end.
///
/// After an auth-scheme it is one word of visible characters: more than RFC 6750's `b64token` (section 2.1), because
/// tokens with other characters are about, and nothing that could hide a second one. A bare one is such a word by itself,
/// and in a field of its own it is the whole value.
///
/// # Errors
///
/// [`Reason::Missing`] for credentials of another scheme or a scheme without a token, [`Reason::Malformed`] for what
/// is no token.
fn token_start<A: TokenAuth>(value: &HeaderValue) -> Result<usize, Reason> {
    let value = value.as_bytes();
    let (token, spaces) = match A::HEADER {
        Some(_) => (value, true),
        None if A::BARE => (field::bare(value).ok_or(Reason::Missing)?, false),
        None => (
            field::after_scheme(value, A::SCHEME).ok_or(Reason::Missing)?,
            false,
        ),
    };
    if token.is_empty() {
        return Err(Reason::Missing);
    }
    let legal = |byte: &u8| byte.is_ascii_graphic() || (spaces && *byte == b' ');
    // No early exit, so that the compiler looks at many bytes at once.
    if token.iter().fold(true, |all, byte| all & legal(byte)) {
        Ok(value.len() - token.len())
    } else {
        Err(Reason::Malformed)
    }
}

/// The challenge to a token that is not valid (RFC 6750 section 3.1), where it is no constant.
pub fn invalid_token(challenge: HeaderValue) -> HeaderValue {
    with_parameters(challenge, &[", error=\"invalid_token\""])
}

/// The challenge to a user who lacks a role, with the scope that would do (RFC 6750, section 3.1).
fn insufficient_scope(challenge: HeaderValue, scope: Option<&str>) -> HeaderValue {
    const ERROR: &str = ", error=\"insufficient_scope\"";
    match scope {
        Some(scope) => with_parameters(challenge, &[ERROR, ", scope=\"", scope, "\""]),
        None => with_parameters(challenge, &[ERROR]),
    }
}

/// The challenge with more parameters. They are checked where they are declared; the plain challenge is right too.
fn with_parameters(challenge: HeaderValue, parameters: &[&str]) -> HeaderValue {
    let value = [challenge.as_bytes(), parameters.concat().as_bytes()].concat();
    HeaderValue::try_from(value).unwrap_or(challenge)
}
