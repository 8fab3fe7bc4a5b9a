//! The known hash functions with their cost parameters and bounds. The bounds keep a hostile stored hash from demanding
//! gigabytes or minutes.

use super::unusable::Unusable;

/// The most blocks of 1 KiB that Argon2 may write in all. They are eight passes over 128 MiB, the better part of a
/// second.
const MAX_ARGON2_BLOCKS: u64 = 1 << 20;
const MAX_ARGON2_LANES: u32 = 64;
/// The highest N·r·p of scrypt. It is four times OWASP's advice, and takes about a second.
const MAX_SCRYPT_WORK: u64 = 1 << 22;
/// The highest r·p of scrypt. It sizes a second buffer, of 128 bytes each.
const MAX_SCRYPT_WIDTH: u64 = 1 << 10;
/// The most rounds times output blocks of PBKDF2. They are five times werkzeug's default.
const MAX_PBKDF2_WORK: u64 = 5_000_000;
/// The permitted costs of bcrypt. Each step doubles the work, and 15 is about two seconds.
const BCRYPT_LOG_ROUNDS: std::ops::RangeInclusive<u32> = 4..=15;

/// The hash inside PBKDF2's HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::password) enum HashFunction {
    Sha1,
    Sha256,
    Sha512,
}

impl HashFunction {
    /// Returns the number of bytes in one output block. PBKDF2 pays all its rounds again for each block (RFC 8018
    /// section 5.2).
    const fn len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }

    /// Returns the digest by its name in a stored hash.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        match name {
            "sha1" => Some(Self::Sha1),
            "sha256" => Some(Self::Sha256),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }
}

/// A password hashing function with its cost parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::password) enum Cost {
    /// Argon2 of RFC 9106.
    Argon2 {
        kind: argon2::Algorithm,
        version: argon2::Version,
        memory_kib: u32,
        passes: u32,
        lanes: u32,
    },
    /// scrypt of RFC 7914, where `N` is two to the power of `log_n`.
    Scrypt { log_n: u8, r: u32, p: u32 },
    /// PBKDF2 of RFC 8018.
    Pbkdf2 { digest: HashFunction, rounds: u32 },
    /// bcrypt of two to the power of `log_rounds` rounds.
    Bcrypt { log_rounds: u32 },
}

impl Cost {
    /// Checks that these parameters are legal, and payable within `memory` bytes and a bounded time.
    pub(super) fn check(self, output_len: usize, memory: usize) -> Result<(), Unusable> {
        let work = self.work(output_len);
        match self {
            Self::Argon2 {
                memory_kib,
                passes,
                lanes,
                ..
            } => {
                argon2::Params::new(memory_kib, passes, lanes, None)
                    .map_err(|_| Unusable::Malformed)?;
                let fits = fits(u64::from(memory_kib) * 1024, memory);
                payable(fits && lanes <= MAX_ARGON2_LANES && work <= MAX_ARGON2_BLOCKS)
            }
            Self::Scrypt { log_n, r, p } => check_scrypt(log_n, r, p, work, memory),
            Self::Pbkdf2 { rounds: 0, .. } => Err(Unusable::Malformed),
            Self::Pbkdf2 { .. } => payable(work <= MAX_PBKDF2_WORK),
            Self::Bcrypt { log_rounds } if log_rounds < *BCRYPT_LOG_ROUNDS.start() => {
                Err(Unusable::Malformed)
            }
            Self::Bcrypt { log_rounds } => payable(log_rounds <= *BCRYPT_LOG_ROUNDS.end()),
        }
    }

    /// Returns the number of steps that a hash of this length takes. How long a step takes depends on the format.
    pub(in crate::password) fn work(self, output_len: usize) -> u64 {
        let power = |log: u32| 1_u64.checked_shl(log).unwrap_or(u64::MAX);
        match self {
            Self::Argon2 {
                memory_kib, passes, ..
            } => u64::from(memory_kib) * u64::from(passes),
            Self::Scrypt { log_n, r, p } => {
                power(log_n.into()).saturating_mul(u64::from(r) * u64::from(p))
            }
            Self::Pbkdf2 { digest, rounds } => {
                let blocks = output_len.div_ceil(digest.len()) as u64;
                u64::from(rounds).saturating_mul(blocks)
            }
            Self::Bcrypt { log_rounds } => power(log_rounds),
        }
    }
}

fn check_scrypt(log_n: u8, r: u32, p: u32, work: u64, memory: usize) -> Result<(), Unusable> {
    // The width is bounded first, since the `r * p` in the crate's own check is a u32 and may overflow.
    let width = u64::from(r).saturating_mul(u64::from(p));
    if log_n == 0 || width == 0 {
        return Err(Unusable::Malformed);
    }
    let n = 1_u64.checked_shl(log_n.into()).unwrap_or(u64::MAX);
    let bytes = n.saturating_mul(u64::from(r)).saturating_mul(128);
    payable(width <= MAX_SCRYPT_WIDTH && work <= MAX_SCRYPT_WORK && fits(bytes, memory))?;
    scrypt::Params::new(log_n, r, p).map_err(|_| Unusable::Malformed)?;
    Ok(())
}

fn fits(bytes: u64, memory: usize) -> bool {
    usize::try_from(bytes).is_ok_and(|bytes| bytes <= memory)
}

fn payable(yes: bool) -> Result<(), Unusable> {
    if yes {
        Ok(())
    } else {
        Err(Unusable::TooCostly)
    }
}
