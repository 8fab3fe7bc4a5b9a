//! The Basic scheme (RFC 7617), by which a client sends a username and a password in base64.

mod buffer;
#[cfg(any(test, fuzzing))]
pub(crate) mod properties;

use std::borrow::Cow;
use std::future::Future;

use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::http::request::Parts;
use axum::response::Response;

use super::realm;
use super::throttled::{self, Begun, BegunOf, HasThrottle};
use super::{client_ip, field, grant_and_realm, username};
use crate::authenticator::{Authenticator, Look, Scheme};
use crate::callback::{Decision, Verdict, VerifyPassword, has_slots};
use crate::granted;
use crate::outcome::{Denied, Outcome};
use crate::rejection::{Challenges, Reason};
use crate::throttle::Judged;
use buffer::Buffer;

/// The scheme of the objects that `#[basic_auth]` declares.
#[derive(Debug)]
pub struct Basic;

has_slots!(Basic: VerifyPassword, GetPassword, HashPassword, Realm, ClientIp, GetUserRoles, ErrorHandler);

/// An auth object that `#[basic_auth]` declares.
pub trait BasicAuth: Authenticator + HasThrottle {
    /// `true` if the `hash_password` slot is filled.
    const HASHES: bool;

    /// Calls the callback in the `hash_password` slot, or returns the password as it is if the slot is empty.
    fn hash_password<'p>(
        username: &str,
        password: &'p str,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Cow<'p, str>, Response>> + Send;
}

impl<A: BasicAuth + VerifyPassword> Scheme<A> for Basic {
    type User = <A::Verdict as Verdict<String>>::User;
    type Presence = A::Presence;
    type Info = ();
    const ASKS_CLIENT: bool = A::ASKS_CLIENT;

    fn owner(authorization: Option<&[u8]>, _: &HeaderMap) -> Option<u8> {
        field::has_credentials(authorization, A::SCHEME).then_some(0)
    }

    grant_and_realm!(A);

    fn authenticate(
        look: impl Look,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Outcome<User<A>>> + Send {
        async move {
            if let Some(asking) = client_ip::ask_and_realm::<A>(parts, state) {
                asking.await?;
            }
            if let Some(grant) = granted::recall::<A, Self>(parts) {
                return Ok(Some(grant));
            }
            let mut buffer = Buffer::default();
            let sent = sent(&look, &mut parts.headers, A::SCHEME, &mut buffer)?;
            let is_sent = sent.is_some();
            // An `anonymous` callback is asked about two empty texts, and any other not at all.
            let Some((username, password)) = sent.or(A::ANONYMOUS.then_some(("", ""))) else {
                return Ok(None);
            };
            let mut begun = BegunOf::<A>::default();
            if is_sent && let Some(beginning) = throttled::begin::<A>(username, parts, state) {
                begun = beginning.await?;
            }
            let password = if A::HASHES {
                A::hash_password(username, password, parts, state).await?
            } else {
                Cow::Borrowed(password)
            };
            let arguments = <A as VerifyPassword>::arguments(parts, state).await?;
            begun.set(Judged::Abandoned);
            let verdict = A::verify_password(username, &password, arguments).await;
            let decision = verdict.decide(|| named::<A>(username));
            throttled::note(&mut begun, &decision);
            match decision? {
                Decision::Accepted(user) => Ok(Some(user.into())),
                Decision::Refused if !is_sent => Ok(None),
                Decision::Refused => Err(Reason::Invalid.into()),
            }
        }
    }

    async fn challenges(
        _: &Denied,
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Challenges, Box<Response>> {
        if let Some(asking) = realm::ask_once::<A>(parts, state) {
            asking.await?;
        }
        Ok(realm::challenge::<A>(parts)?.into())
    }
}

/// The user type of the callback's verdict.
type User<A> = <<A as VerifyPassword>::Verdict as Verdict<String>>::User;

/// Returns the username as a user. An `anonymous` callback may accept an empty one, which does not name a user.
fn named<A: VerifyPassword>(username: &str) -> Option<String> {
    (!A::ANONYMOUS || !username.is_empty()).then(|| username.to_owned())
}

/// Reads the username and the password of the request into the buffer. `None` if it has none.
///
/// # Errors
///
/// Those of [`token68`], and [`Reason::Malformed`].
fn sent<'b>(
    look: &impl Look,
    headers: &mut HeaderMap,
    scheme: &str,
    buffer: &'b mut Buffer,
) -> Result<Option<(&'b str, &'b str)>, Reason> {
    let Some(token68) = token68(look, headers, scheme)? else {
        return Ok(None);
    };
    let text = buffer.decode(token68).ok_or(Reason::Malformed)?;
    user_pass(text).map(Some).ok_or(Reason::Malformed)
}

/// Returns the encoded credentials of the request. `None` if it has none.
///
/// # Errors
///
/// The reason of [`field::foreign`] for credentials of another scheme, [`Reason::Repeated`] for several.
fn token68<'h>(
    look: &'h impl Look,
    headers: &'h mut HeaderMap,
    scheme: &str,
) -> Result<Option<&'h [u8]>, Reason> {
    let Some(value) = look.only(headers, &AUTHORIZATION)? else {
        return Ok(None);
    };
    let value = value.as_bytes();
    field::after_scheme(value, scheme)
        .map(Some)
        .ok_or_else(|| field::foreign(value))
}

/// Splits the user-id, which holds no colon, from the password, which may (RFC 7617 section 2).
///
/// Returns `None` without a colon, and for a username that is not plain. A password may hold what it likes.
fn user_pass(text: &str) -> Option<(&str, &str)> {
    // An ASCII username is noticed on the way to the colon, and costs no look of its own.
    let mut bits = 0;
    let colon = text.bytes().position(|byte| {
        bits |= byte;
        byte == b':'
    })?;
    let (username, password) = (text.get(..colon)?, text.get(colon + 1..)?);
    (bits.is_ascii() || username::is_plain(username)).then_some((username, password))
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;

    use super::buffer::ON_STACK;
    use super::*;

    fn read(token68: &str) -> Option<(String, String)> {
        let mut buffer = Buffer::default();
        let text = buffer.decode(token68.as_bytes())?;
        user_pass(text).map(|(username, password)| (username.to_owned(), password.to_owned()))
    }

    /// The examples of RFC 7617 sections 2 and 2.1, and the latin-1 form of the second.
    #[test]
    fn rfc_7617_vectors() {
        assert_eq!(
            read("QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            Some(("Aladdin".into(), "open sesame".into()))
        );
        assert_eq!(
            read("dGVzdDoxMjPCow=="),
            Some(("test".into(), "123\u{a3}".into()))
        );
        assert_eq!(
            read("dGVzdDoxMjOj"),
            Some(("test".into(), "123\u{a3}".into()))
        );
    }

    /// Cases 11 and 23 to 28: base64 is strict, the colon is needed, control characters are refused.
    #[test]
    fn cases_11_and_23_to_28() {
        assert_eq!(read("YTpiOmM="), Some(("a".into(), "b:c".into())));
        assert_eq!(read("Og=="), Some((String::new(), String::new())));
        for (wrong, why) in [
            ("", "nothing"),
            ("YTpi!", "no base64"),
            ("YTpiOmM", "no padding"),
            ("YTpiOmN=", "stray bits"),
            ("YTr_-Q==", "the url-safe alphabet"),
            ("YWJj", "no colon"),
            ("YTpiAA==", "NUL"),
            ("YTpiDQo=", "CR LF"),
            ("YTpifw==", "DEL"),
            ("YTpi YTpi", "a space"),
        ] {
            assert_eq!(read(wrong), None, "{why}");
        }
    }

    /// Case 11: one control character is too many, and so are two, within sixteen bytes or further apart.
    #[test]
    fn case_11_control_characters_do_not_make_up_for_each_other() {
        for text in [
            "a:\0",
            "a:\0\0",
            "a:\0bcdefghijklmnop\0",
            "\r\n:",
            "a\x7f:b\x1f",
        ] {
            assert_eq!(read(&BASE64_STANDARD.encode(text)), None, "{text:?}");
        }
    }

    /// Case 115: C1 controls and bidirectional controls in a username, in UTF-8 and in latin-1. A password may hold
    /// them.
    #[test]
    fn case_115_a_username_that_steers_what_shows_it() {
        for username in [&b"jo\xc2\x9b31mhn"[..], b"jo\x9b31mhn", b"\xe2\x80\xaenhoj"] {
            let read = |parts: [&[u8]; 2]| read(&BASE64_STANDARD.encode(parts.concat()));
            assert_eq!(read([username, b":hello"]), None, "{username:?}");
            assert!(read([b"john:", username]).is_some(), "{username:?}");
        }
    }

    proptest::proptest! {
        /// Case 22: any bytes, and base64 of any bytes and of texts.
        #[test]
        fn case_22_any_credentials(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..120), text in "\\PC{0,20}:?\\PC{0,20}") {
            properties::basic_credentials(&bytes);
            properties::basic_credentials(BASE64_STANDARD.encode(bytes).as_bytes());
            properties::basic_credentials(BASE64_STANDARD.encode(text).as_bytes());
        }
    }

    /// Credentials that do not fit the stack buffer are decoded all the same, and so are those that just fit.
    #[test]
    fn credentials_of_any_length() {
        for length in (ON_STACK - 6..ON_STACK + 6).chain([100_000]) {
            let password = "p".repeat(length);
            assert_eq!(
                read(&BASE64_STANDARD.encode(format!("u:{password}"))),
                Some(("u".into(), password.clone())),
                "{length}"
            );
        }
    }
}
