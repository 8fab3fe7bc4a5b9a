//! The names that client and server agree on, which are the algorithm and the quality of protection.

use std::fmt;

/// A hash algorithm of RFC 7616 section 6.1, with or without its session form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// `MD5`, for old clients only.
    Md5,
    /// `MD5-sess`.
    Md5Sess,
    /// `SHA-256`, the one to use.
    Sha256,
    /// `SHA-256-sess`.
    Sha256Sess,
    /// `SHA-512-256`, which is SHA-512/256 of FIPS 180-4 and not a cut SHA-512 (RFC 7616 erratum 4897).
    Sha512_256,
    /// `SHA-512-256-sess`.
    Sha512_256Sess,
}

impl Algorithm {
    /// All algorithms.
    pub const ALL: [Self; 6] = [
        Self::Md5,
        Self::Md5Sess,
        Self::Sha256,
        Self::Sha256Sess,
        Self::Sha512_256,
        Self::Sha512_256Sess,
    ];

    /// Returns the name in the challenge (RFC 7616 section 6.1).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Md5Sess => "MD5-sess",
            Self::Sha256 => "SHA-256",
            Self::Sha256Sess => "SHA-256-sess",
            Self::Sha512_256 => "SHA-512-256",
            Self::Sha512_256Sess => "SHA-512-256-sess",
        }
    }

    /// Reads a name in any letter case. Returns `None` if it is not a name of RFC 7616.
    #[must_use]
    pub fn parse(name: &[u8]) -> Option<Self> {
        // Nearly all clients write the name as the challenge does, and equality costs less.
        let is = |algorithm: &Self| algorithm.name().as_bytes() == name;
        let is_in_any_case =
            |algorithm: &Self| algorithm.name().as_bytes().eq_ignore_ascii_case(name);
        let all = Self::ALL.into_iter();
        all.clone()
            .find(is)
            .or_else(|| all.clone().find(is_in_any_case))
    }

    /// Returns whether A1 is bound to the nonce and cnonce, as in the `-sess` algorithms (RFC 7616 section 3.4.2).
    #[must_use]
    pub const fn is_session(self) -> bool {
        matches!(
            self,
            Self::Md5Sess | Self::Sha256Sess | Self::Sha512_256Sess
        )
    }

    /// Returns the algorithm without `-sess`, which is the one that a stored HA1 is made with.
    #[must_use]
    pub const fn base(self) -> Self {
        match self {
            Self::Md5 | Self::Md5Sess => Self::Md5,
            Self::Sha256 | Self::Sha256Sess => Self::Sha256,
            Self::Sha512_256 | Self::Sha512_256Sess => Self::Sha512_256,
        }
    }

    /// Returns the number of hex digits of its digests.
    #[must_use]
    pub const fn hex_len(self) -> usize {
        match self.base() {
            Self::Md5 => 32,
            _ => 64,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A quality of protection, one of the `qop-options` of RFC 7616 section 3.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Qop {
    /// `auth`, which protects the method and the uri.
    Auth,
    /// `auth-int`, which protects the body as well. It is known so that it can be refused, and is never offered.
    AuthInt,
}

impl Qop {
    /// Returns the name on the wire.
    #[must_use]
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::AuthInt => "auth-int",
        }
    }

    /// Reads a name in any letter case.
    #[must_use]
    pub(super) fn parse(name: &[u8]) -> Option<Self> {
        if name == b"auth" {
            return Some(Self::Auth);
        }
        [Self::Auth, Self::AuthInt]
            .into_iter()
            .find(|qop| qop.name().as_bytes().eq_ignore_ascii_case(name))
    }
}
