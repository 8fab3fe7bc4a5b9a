//! Tokens: Bearer (RFC 6750), or another scheme or field of your own.

use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::Response;

use super::field;
use crate::authenticator::{Authenticator, Scheme};
use crate::callback::{Decision, Verdict, VerifyToken, has_slots};
use crate::granted;
use crate::outcome::{Denied, Outcome};
use crate::rejection::{Challenges, Reason};
use crate::user::Required;

/// The scheme of the objects that `#[token_auth]` declares.
#[derive(Debug)]
pub struct Token;

has_slots!(Token: VerifyToken, GetUserRoles, ErrorHandler);

/// What `#[token_auth]` declares.
pub trait TokenAuth: Authenticator {
    /// The auth-scheme: `Bearer`, or a word of your own.
    const SCHEME: &'static str;

    /// The field whose whole value is the token; `None`: the token follows the auth-scheme in `Authorization`.
    const HEADER: Option<&'static str>;

    /// The challenge.
    const CHALLENGE: &'static str;

    /// The challenge to a token that is not valid: of Bearer, with `error="invalid_token"` (RFC 6750, section 3.1).
    const CHALLENGE_INVALID: &'static str;

    /// Whether the scheme is Bearer, which names the scope that is missing (RFC 6750, section 3.1).
    const BEARER: bool;
}

impl<A: TokenAuth + VerifyToken> Scheme<A> for Token {
    type User = <A::Verdict as Verdict<()>>::User;
    type Presence = Required;
    type Info = ();

    fn field() -> HeaderName {
        match A::HEADER {
            Some(name) => HeaderName::from_static(name),
            None => AUTHORIZATION,
        }
    }

    fn claimant(authorization: Option<&[u8]>, headers: &HeaderMap) -> Option<u8> {
        let claims = match A::HEADER {
            Some(name) => headers.contains_key(name),
            None => field::has_credentials(authorization, A::SCHEME),
        };
        claims.then_some(0)
    }

    fn remember(user: Option<&User<A>>, _: u8, parts: &mut Parts)
    where
        User<A>: Clone,
    {
        granted::remember::<A, Self>(user, parts);
    }

    fn hide(headers: &mut HeaderMap) {
        if A::HEADER.is_some() {
            // How many there are is asked again by the member that decides.
            let _ = field::only(headers, &<Self as Scheme<A>>::field());
        }
    }

    async fn authenticate(parts: &mut Parts, state: &A::State) -> Outcome<User<A>> {
        if let Some(grant) = granted::recall::<A, Self>(parts) {
            return Ok(Some(grant));
        }
        let Some(field) = field::only(&mut parts.headers, &<Self as Scheme<A>>::field())? else {
            return Ok(None);
        };
        let start = token_start::<A>(field)?;
        let (field, arguments) = match A::no_arguments() {
            Some(arguments) => (Some(field), arguments),
            None => {
                // The extractors need the request for themselves, and the token borrows from it.
                let arguments = <A as VerifyToken>::arguments(parts, state).await?;
                (parts.headers.get(<Self as Scheme<A>>::field()), arguments)
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
        denied: Denied,
        _: &mut Parts,
        _: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        let challenge = match denied.reason {
            Reason::Malformed | Reason::Invalid => {
                const { HeaderValue::from_static(A::CHALLENGE_INVALID) }
            }
            Reason::Forbidden if A::BEARER => insufficient_scope(A::CHALLENGE, denied.scope),
            _ => const { HeaderValue::from_static(A::CHALLENGE) },
        };
        Ok(challenge.into())
    }
}

/// The user type of the callback's verdict.
type User<A> = <<A as VerifyToken>::Verdict as Verdict<()>>::User;

/// Where the token starts in the field's value; it goes to the end.
///
/// After an auth-scheme it is one word of visible characters: more than RFC 6750's `b64token` (section 2.1), because
/// tokens with other characters are about, and nothing that could hide a second one. In a field of its own it is the
/// whole value.
///
/// # Errors
///
/// [`Reason::OtherScheme`] for credentials of another scheme, [`Reason::Missing`] for a scheme without a token,
/// [`Reason::Malformed`] for a value that is not a token.
fn token_start<A: TokenAuth>(value: &HeaderValue) -> Result<usize, Reason> {
    let value = value.as_bytes();
    let (token, spaces) = match A::HEADER {
        Some(_) => (value, true),
        None => (
            field::after_scheme(value, A::SCHEME).ok_or(Reason::OtherScheme)?,
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

/// The challenge to a user who lacks a role, with the scope that would do (RFC 6750, section 3.1).
fn insufficient_scope(challenge: &str, scope: Option<&str>) -> HeaderValue {
    let scope = scope
        .map(|scope| format!(", scope=\"{scope}\""))
        .unwrap_or_default();
    let value = format!("{challenge}, error=\"insufficient_scope\"{scope}");
    // Both parts are checked where they are declared; the plain challenge is right too.
    HeaderValue::try_from(value).unwrap_or_else(|_| HeaderValue::from_static("Bearer"))
}
