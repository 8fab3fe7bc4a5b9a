//! The auth-params of `Authorization: Digest …` ([RFC 7616 section 3.4]), read from the header into credentials.
//!
//! The parser takes one pass over the bytes and borrows from the header. Only a quoted-pair, a percent-encoding or a
//! latin-1 username makes a value owned.
//!
//! [RFC 7616 section 3.4]: https://www.rfc-editor.org/rfc/rfc7616#section-3.4

mod cursor;
mod malformed;
mod name;
mod scan;
mod username;
mod usual;

#[cfg(test)]
#[expect(
    clippy::pedantic,
    reason = "tests say what they prove, however they may"
)]
mod tests;

use std::{borrow::Cow, fmt, num::NonZeroU32};

use super::algorithm::{Algorithm, Qop};
#[cfg(feature = "testing")]
pub(super) use cursor::Cursor;
#[cfg(not(feature = "testing"))]
use cursor::Cursor;
use cursor::Raw;
pub(super) use malformed::Malformed;
use name::Name;
#[cfg(any(test, fuzzing))]
pub(super) use scan::VISITED;
use scan::hex_digit;
pub(super) use username::Username;

/// The credentials that a client sent, with their quoted-pairs resolved. Nothing is compared with anything yet.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Credentials<'a> {
    /// `realm`, to be compared with the challenge's.
    pub realm: Cow<'a, [u8]>,
    /// `algorithm`. Without it MD5 is meant (RFC 7616 section 3.4), if that was offered.
    pub algorithm: Option<Algorithm>,
    /// `opaque`, to be compared with the challenge's.
    pub opaque: Option<Cow<'a, [u8]>>,
    /// The other parameters.
    pub signed: Signed<'a>,
}

/// The parameters that the response is computed from, and the response.
///
/// They are a type of their own, because they alone are kept while the callback looks for the password.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Signed<'a> {
    /// `username` or `username*`.
    pub username: Username<'a>,
    /// `nonce`, to be verified and, for a right response, claimed.
    pub nonce: Cow<'a, [u8]>,
    /// `uri`, to be compared byte for byte with the request target.
    pub uri: Cow<'a, [u8]>,
    /// `response`, the proof, which may be any bytes at this stage.
    pub response: Cow<'a, [u8]>,
    /// `qop`, `nc` and `cnonce`, which are absent together in the legacy form of RFC 2069.
    pub protection: Option<Protection<'a>>,
}

/// The quality of protection, three parameters that come together or not at all (RFC 7616 section 3.4).
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Protection<'a> {
    /// `qop`, to be compared with what was offered.
    pub qop: Qop,
    /// `nc`, the number of times that the client has used the nonce.
    pub nc: Nc,
    /// `cnonce`, the client's own nonce.
    pub cnonce: Cow<'a, [u8]>,
}

/// A nonce count, which is exactly 8 hex digits and never zero. The digits are kept as sent, since they are hashed as
/// sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Nc {
    digits: [u8; 8],
    count: NonZeroU32,
}

impl Nc {
    /// Reads `nc-value = 8LHEX` (RFC 7616 section 3.4), in either case. Returns `None` for anything else and for zero.
    #[must_use]
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let digits: [u8; 8] = text.try_into().ok()?;
        let mut count = 0;
        for digit in digits {
            count = count << 4 | u32::from(hex_digit(digit)?);
        }
        let count = NonZeroU32::new(count)?;
        Some(Self { digits, count })
    }

    /// Returns the count, for [`NonceStore::claim`](crate::digest::NonceStore::claim).
    #[must_use]
    pub(super) fn count(self) -> NonZeroU32 {
        self.count
    }

    /// Returns the digits as sent, for the hash and for `Authentication-Info`.
    #[must_use]
    pub(super) fn as_bytes(&self) -> &[u8; 8] {
        &self.digits
    }
}

impl fmt::Debug for Nc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nc({:08x})", self.count)
    }
}

impl<'a> Credentials<'a> {
    /// Parses the text that follows the scheme word and its space.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if the text is not a list of auth-params, or its parameters are not those of a usable Digest
    /// response. Partial credentials never come out.
    pub(super) fn parse(params: &'a [u8]) -> Result<Self, Malformed> {
        let mut found = Params::default();
        let mut rest = params;
        while let Some((name, value, behind)) = usual::parameter(rest) {
            found.put(name, value)?;
            rest = behind;
        }
        if !rest.is_empty() {
            found.read(rest)?;
        }
        found.into_credentials()
    }
}

#[cfg(any(test, fuzzing))]
impl<'a> Credentials<'a> {
    /// Parses by the grammar alone, with which [`parse`](Self::parse) must agree.
    pub(super) fn parse_by_grammar(params: &'a [u8]) -> Result<Self, Malformed> {
        let mut found = Params::default();
        found.read(params)?;
        found.into_credentials()
    }
}

/// Shows only the algorithm and the protection, because credentials are half a secret. A response invites guessing, and
/// a username may be a mistyped password.
impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("algorithm", &self.algorithm)
            .field("protection", &self.signed.protection)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Protection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Protection")
            .field("qop", &self.qop)
            .field("nc", &self.nc)
            .finish_non_exhaustive()
    }
}

/// The known parameters as they stand in the header, one field each.
#[derive(Default)]
struct Params<'a> {
    username: Option<Raw<'a>>,
    username_ext: Option<Raw<'a>>,
    userhash: Option<Raw<'a>>,
    realm: Option<Raw<'a>>,
    nonce: Option<Raw<'a>>,
    uri: Option<Raw<'a>>,
    response: Option<Raw<'a>>,
    algorithm: Option<Raw<'a>>,
    opaque: Option<Raw<'a>>,
    qop: Option<Raw<'a>>,
    nc: Option<Raw<'a>>,
    cnonce: Option<Raw<'a>>,
}

impl<'a> Params<'a> {
    /// Reads parameters in whatever spelling the grammar allows.
    fn read(&mut self, params: &'a [u8]) -> Result<(), Malformed> {
        let mut cursor = Cursor::new(params);
        // A recipient has to accept empty list elements (RFC 9110 section 5.6.1.2).
        while cursor.next_element() {
            let name = cursor.name().ok_or(Malformed::Syntax)?;
            let value = cursor.value().ok_or(Malformed::Syntax)?;
            self.put(name, value)?;
            cursor.end_of_element().ok_or(Malformed::Syntax)?;
        }
        Ok(())
    }

    /// Stores a parameter. Unknown ones are ignored (RFC 7616 section 3.4, `auth-param`).
    #[inline]
    fn put(&mut self, name: Name, value: Raw<'a>) -> Result<(), Malformed> {
        let field = match name {
            Name::Username => &mut self.username,
            Name::UsernameExt => &mut self.username_ext,
            Name::Userhash => &mut self.userhash,
            Name::Realm => &mut self.realm,
            Name::Nonce => &mut self.nonce,
            Name::Uri => &mut self.uri,
            Name::Response => &mut self.response,
            Name::Algorithm => &mut self.algorithm,
            Name::Opaque => &mut self.opaque,
            Name::Qop => &mut self.qop,
            Name::Nc => &mut self.nc,
            Name::Cnonce => &mut self.cnonce,
            Name::Unknown => return Ok(()),
        };
        match field.replace(value) {
            None => Ok(()),
            Some(_) => Err(Malformed::Duplicate(name.as_str())),
        }
    }

    fn into_credentials(self) -> Result<Credentials<'a>, Malformed> {
        let protection = self.protection()?;
        self.refuse_userhash()?;
        let username = Username::resolve(self.username, self.username_ext)?;
        Ok(Credentials {
            realm: required(self.realm, "realm")?,
            algorithm: known(self.algorithm, "algorithm", Algorithm::parse)?,
            opaque: self.opaque.map(Raw::unescape),
            signed: Signed {
                username,
                nonce: required(self.nonce, "nonce")?,
                uri: required(self.uri, "uri")?,
                response: required(self.response, "response")?,
                protection,
            },
        })
    }

    /// Returns `qop`, `nc` and `cnonce`. With qop all of them must be there, without qop none may be (RFC 7616
    /// section 3.4).
    fn protection(&self) -> Result<Option<Protection<'a>>, Malformed> {
        match (known(self.qop, "qop", Qop::parse)?, self.nc, self.cnonce) {
            (None, None, None) => Ok(None),
            (None, ..) => Err(Malformed::Missing("qop")),
            (Some(_), None, _) => Err(Malformed::Missing("nc")),
            (Some(_), _, None) => Err(Malformed::Missing("cnonce")),
            (Some(qop), Some(nc), Some(cnonce)) => Ok(Some(Protection {
                qop,
                nc: Nc::parse(nc.text).ok_or(Malformed::Value("nc"))?,
                cnonce: cnonce.unescape(),
            })),
        }
    }

    /// Refuses every `userhash` but `false`. A hashed username is never offered, so `userhash=true` cannot be meant for
    /// us (RFC 7616 section 3.4.4).
    fn refuse_userhash(&self) -> Result<(), Malformed> {
        match self.userhash {
            Some(value) if !value.text.eq_ignore_ascii_case(b"false") => {
                Err(Malformed::Value("userhash"))
            }
            _ => Ok(()),
        }
    }
}

fn required<'a>(value: Option<Raw<'a>>, name: &'static str) -> Result<Cow<'a, [u8]>, Malformed> {
    value.map(Raw::unescape).ok_or(Malformed::Missing(name))
}

/// Reads a keyword. One that is unknown here was not offered either.
fn known<T>(
    value: Option<Raw<'_>>,
    name: &'static str,
    parse: impl Fn(&[u8]) -> Option<T>,
) -> Result<Option<T>, Malformed> {
    value
        .map(|raw| parse(raw.text).ok_or(Malformed::Value(name)))
        .transpose()
}
