//! Stored passwords, hashed off the executor, with bounds and a cache.
//!
//! [`hash`] makes a stored hash, [`verify`] checks a password against one, and [`needs_rehash`] tells when it is time
//! for a new one. Three things go wrong with these in async services, and this module sees to them.
//!
//! - **One hash stalls every other request** of its thread for as long as it takes. Hashes run on threads of their own.
//! - **Many hashes at once take all memory.** They have a bounded number of permits, one work area each, and a bounded
//!   queue. Beyond it the answer is [`Overloaded`], which is a 503 and never a 401 or a pass. [`Limits`] sets the
//!   bounds.
//! - **HTTP authentication brings the password with every request.** A right password is remembered for a while, and
//!   callers who ask the same at the same time share one hash.
//!
//! ```
//! use httpauth::password;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let stored = password::hash("hello")?;
//!
//! assert!(password::verify("hello", Some(&stored)).await?);
//! assert!(!password::verify("Hello", Some(&stored)).await?);
//! assert!(!password::verify("hello", None).await?); // no such user
//! # Ok(())
//! # }
//! ```
//!
//! # Formats
//!
//! | stored hash | made by |
//! |---|---|
//! | `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, `$argon2i$`, `$argon2d$` | this module, argon2-cffi, passlib, the reference tool |
//! | `$scrypt$ln=…,r=…,p=…$salt$hash` | passlib, `RustCrypto` |
//! | `$pbkdf2-sha256$i=…,l=…$salt$hash`, also sha512 and sha1 | `RustCrypto` |
//! | `$pbkdf2-sha256$rounds$salt$hash`, also sha512 and sha1 | passlib |
//! | `$2b$cost$…`, `$2a$`, `$2y$` | bcrypt |
//! | `scrypt:N:r:p$salt$hex`, `pbkdf2:sha256:rounds$salt$hex`, also sha512 and sha1 | werkzeug, thus Flask |
//!
//! # Security
//!
//! - **Unknown users** cost what the last known one did, so a table that moved over from Flask does not reveal its
//!   users by Argon2id's other speed. In a table of mixed formats or costs, time does tell them apart, and
//!   [`needs_rehash`] mends it.
//! - **Equal wrong passwords for one known user at one time share a hash. For unknown users they do not**, since
//!   nothing here says that it is the same user. A client who may send more of them at once than there are permits may
//!   learn from the times whether the user exists. Bound the attempts per client if that matters.
//! - **A changed password or a deleted user is refused at once**, whatever is cached. The stored hash that the callback
//!   reads is part of the key, and without a stored hash nothing is looked up.
//! - **The cache holds** a keyed 128-bit hash of password and stored hash, under a random key of this process. Whoever
//!   can read the process's memory has both the hash and the key, and can test guesses for cached users quickly.
//!   Entries are wiped when they are displaced, or found too old by the next one nearby. A [`Limits::cache_age`] of
//!   zero keeps none.
//! - **Wiped after use** are the copy of the password, Argon2's work memory, and the derived and the stored hash. The
//!   scrypt, bcrypt and HMAC crates keep state to themselves that is not wiped, and neither is the header that the
//!   password came in.
//! - **Passwords are compared as bytes.** An accented letter can be written in more than one way in Unicode. To make
//!   them equal, normalise before `hash` and `verify`.

mod area;
mod cache;
mod clock;
mod derive;
mod estimate;
mod format;
mod gauge;
mod hash;
mod job;
mod key;
mod lane;
mod limits;
mod lock;
mod memory;
mod overloaded;
mod pool;
#[cfg(any(test, fuzzing))]
pub(crate) mod properties;
mod queue;
mod slow;
#[cfg(test)]
mod tests;
mod verifier;
mod verify;

use verifier::Verifier;

pub use limits::{Limits, LimitsError, Usage};
pub use overloaded::{HashError, MAX_PASSWORD_LEN, Overloaded};
pub use verify::Verify;

/// Returns whether `password` is the one that `stored` was made from. `None` stands for a user who does not exist.
///
/// The answer is `false` for a wrong password, for no user, and for a stored hash that cannot be used, all at the price
/// of a hash. The last is logged, without the hash. A right password is then remembered, and costs next to nothing the
/// next time. The future may be dropped at any point, as when the client goes away, and nobody else's answer suffers.
///
/// # Errors
///
/// Returns [`Overloaded`] if the queue is full or the machine refuses memory or threads. Pass it on with `?`, and the
/// response is a 503.
///
/// # Security
///
/// Call it for unknown users too, with `None`, since an early return tells a stranger who exists. bcrypt sees 72 bytes
/// of a password and nothing after a NUL, so passwords with more bytes or with a NUL are refused there. See the
/// [module](self) for more.
///
/// ```
/// use httpauth::password;
///
/// struct User { password_hash: String }
///
/// async fn verify_password(user: Option<User>, password: &str) -> Result<Option<User>, password::Overloaded> {
///     let known = password::verify(password, user.as_ref().map(|u| u.password_hash.as_str())).await?;
///     Ok(user.filter(|_| known))
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// # let password_hash = password::hash("hello").unwrap();
/// # assert!(verify_password(Some(User { password_hash }), "hello").await.unwrap().is_some());
/// # assert!(verify_password(None, "hello").await.unwrap().is_none());
/// # }
/// ```
pub const fn verify<'a>(password: &'a str, stored: Option<&'a str>) -> Verify<'a> {
    Verify::new(password, stored)
}

/// Hashes `password` with Argon2id at OWASP's parameters, on this thread, as a PHC string to be stored.
///
/// It takes some 15 ms and 19 MiB, which is right for start-up, command lines and tests. In a handler use
/// [`hash_async`].
///
/// # Errors
///
/// Returns [`HashError`] if the password is longer than [`MAX_PASSWORD_LEN`], or the system has no randomness or memory
/// left.
///
/// ```
/// let stored = httpauth::password::hash("hello")?;
///
/// assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
/// assert_ne!(stored, httpauth::password::hash("hello")?); // another salt
/// # Ok::<(), httpauth::password::HashError>(())
/// ```
pub fn hash(password: &str) -> Result<String, HashError> {
    hash::hash(password.as_bytes(), &mut area::WorkArea::default())
}

/// Hashes `password` as [`hash`] does, but off the executor and within the [`Limits`]. It is for handlers that sign
/// users up or renew their hashes.
///
/// # Errors
///
/// Returns the errors of [`hash`], and [`HashError::Overloaded`] if the queue is full. As a response, they are a 503 or
/// a 400.
///
/// ```
/// use httpauth::password;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let stored = "scrypt:1024:8:1$bYJ0pGlUEXidfXTC$51b0d93e99b441a3391c9916c90290fc".to_owned(); // from Flask
///
/// let renewed = if password::needs_rehash(&stored) { password::hash_async("hello").await? } else { stored };
/// assert!(!password::needs_rehash(&renewed));
/// # Ok(())
/// # }
/// ```
pub async fn hash_async(password: &str) -> Result<String, HashError> {
    let verifier = Verifier::global().map_err(HashError::Overloaded)?;
    verifier.hash(password).await
}

/// Returns whether `stored` should be replaced by a new [`hash`] at the next right login, when the password is at hand.
///
/// This holds for everything that is not Argon2id of at least today's cost, and for everything that [`verify`] would
/// refuse.
///
/// ```
/// use httpauth::password;
///
/// assert!(password::needs_rehash("$2b$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q"));
/// assert!(!password::needs_rehash(&password::hash("hello")?));
/// # Ok::<(), password::HashError>(())
/// ```
pub fn needs_rehash(stored: &str) -> bool {
    hash::needs_rehash(stored, Limits::current().memory)
}

/// Returns the present [`Usage`]. Nothing runs before the first password.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), httpauth::password::Overloaded> {
/// use httpauth::password;
///
/// let before = password::usage().hashes;
/// password::verify("hello", None).await?;
/// assert_eq!(password::usage().hashes, before + 1);
/// # Ok(())
/// # }
/// ```
pub fn usage() -> Usage {
    let idle = Usage {
        permits: Limits::current().permits,
        ..Usage::default()
    };
    // A look at the usage must not settle the limits.
    Verifier::started().map_or(idle, Verifier::usage)
}
