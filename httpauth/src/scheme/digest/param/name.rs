//! The names of the parameters (RFC 7616 section 3.4).

use super::scan::visit;

/// The name of a parameter.
#[derive(Clone, Copy)]
pub(super) enum Name {
    Username,
    UsernameExt,
    Userhash,
    Realm,
    Nonce,
    Uri,
    Response,
    Algorithm,
    Opaque,
    Qop,
    Nc,
    Cnonce,
    /// A name without a meaning here.
    Unknown,
}

impl Name {
    /// Returns the name as text.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::UsernameExt => "username*",
            Self::Userhash => "userhash",
            Self::Realm => "realm",
            Self::Nonce => "nonce",
            Self::Uri => "uri",
            Self::Response => "response",
            Self::Algorithm => "algorithm",
            Self::Opaque => "opaque",
            Self::Qop => "qop",
            Self::Nc => "nc",
            Self::Cnonce => "cnonce",
            Self::Unknown => "",
        }
    }

    /// Splits off the name that the text begins with, and returns it with what follows.
    ///
    /// The name must be in lower case with its `=` right behind, as all clients write it.
    #[expect(
        clippy::inline_always,
        reason = "it is a third of what the parser does"
    )]
    #[inline(always)]
    pub(super) fn at_start_of(text: &[u8]) -> Option<(Self, &[u8])> {
        let (name, rest) = match text {
            [b'a', ..] => (Self::Algorithm, text.strip_prefix(b"algorithm=")),
            [b'c', ..] => (Self::Cnonce, text.strip_prefix(b"cnonce=")),
            [b'n', b'c', ..] => (Self::Nc, text.strip_prefix(b"nc=")),
            [b'n', ..] => (Self::Nonce, text.strip_prefix(b"nonce=")),
            [b'o', ..] => (Self::Opaque, text.strip_prefix(b"opaque=")),
            [b'q', ..] => (Self::Qop, text.strip_prefix(b"qop=")),
            [b'r', b'e', b'a', ..] => (Self::Realm, text.strip_prefix(b"realm=")),
            [b'r', ..] => (Self::Response, text.strip_prefix(b"response=")),
            [b'u', b'r', ..] => (Self::Uri, text.strip_prefix(b"uri=")),
            [b'u', _, _, _, b'h', ..] => (Self::Userhash, text.strip_prefix(b"userhash=")),
            [b'u', _, _, _, _, _, _, _, b'*', ..] => {
                (Self::UsernameExt, text.strip_prefix(b"username*="))
            }
            [b'u', ..] => (Self::Username, text.strip_prefix(b"username=")),
            _ => return None,
        };
        let rest = rest?;
        visit(text.len().saturating_sub(rest.len()));
        Some((name, rest))
    }

    /// Reads a name in any letter case (RFC 9110 section 11.2).
    pub(super) fn parse(name: &[u8]) -> Self {
        // A text that is longer than all names is not one of them.
        let mut text = [b'='; "username*=".len()];
        if let Some(lower) = text.get_mut(..name.len()) {
            lower.copy_from_slice(name);
            lower.make_ascii_lowercase();
        }
        Self::at_start_of(&text).map_or(Self::Unknown, |(name, _)| name)
    }
}
