//! Stored passwords, hashed off the executor, with bounds and a cache.
//!
//! [`hash`] makes a stored hash, [`verify`] checks a password against one, and [`needs_rehash`] tells when it is time
//! for a new one. Three things go wrong with these in async services, and this module sees to them.
//!
//! - **One hash stalls every other request** of its thread for as long as it takes. Hashes run on threads of their own.
//! - **Many hashes at once take all memory.** They have a bounded number of permits, one work area each, and a queue of
//!   bounded time. Beyond it the answer is [`Overloaded`], which is a 503 and never a 401 or a pass. [`Limits`] sets the
//!   bounds.
//! - **HTTP authentication brings the password with every request.** A right password is remembered for a while, and
//!   whoever waits in the queue with the same password finds the answer of the first.
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
//! # The queue
//!
//! A password may wait for about a second ([`Limits::wait`]), as estimated from the times of the hashes before. When
//! there is no more room, it depends on who comes:
//!
//! - **Clients take turns**, if the callback names them by [`Verify::client`]. The client that has asked for the most
//!   yields to the others, and is refused itself. Without a client all are one, and a stranger can keep the queue full.
//!   [`Usage::without_client`] counts these.
//! - **Passwords that were right before come first.** One that was right for the same stored hash within a week is
//!   served before the others, and takes their place in a full queue. A quarter of the turns and of the room stays for
//!   the others.
//!
//! With 500 wrong passwords always in flight, from one address or from fifty, none of 20 users who were right before and
//! none of 20 new ones at addresses of their own was refused. All were in within a second, on two busy cores.
//!
//! # Debug builds
//!
//! A hash of a debug build takes 450 ms, and 20 ms if the crates `argon2` and `blake2` are optimised:
//!
//! ```toml
//! [profile.dev.package]
//! argon2.opt-level = 3
//! blake2.opt-level = 3
//! ```
//!
//! A hash that takes ten times its usual time is a warning in the log, once. bcrypt asks the same of `bcrypt` and
//! `blowfish`, scrypt of `scrypt` and `salsa20`, and PBKDF2 of `pbkdf2`, `hmac`, `sha1` or `sha2`, and `httpauth`.
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
//! - **Unknown users** cost what a new [`hash`] does, or what the hash does that [`Limits::decoy`] names. Name one if the
//!   table has others. A table of several formats or costs can be told apart by time, until [`needs_rehash`] has moved all
//!   of its users.
//! - **A full queue tells nobody who exists.** Known and unknown users, right and wrong passwords wait alike, each for a
//!   hash of its own, and are refused alike. Only a password that was right before has a better place.
//! - **A changed password or a deleted user is refused at once**, whatever is cached. The stored hash that the callback
//!   reads is part of the key, and without a stored hash nothing is looked up.
//! - **The cache holds** a keyed 128-bit hash of password and stored hash, under a random key of this process. Whoever
//!   can read the process's memory has both the hash and the key, and can test guesses for cached users quickly.
//!   Entries are wiped when they are displaced, or found too old by the next one nearby. The marks of passwords that were
//!   right before are such hashes too, sixteen for each entry of the cache, for a week after the last hash. A
//!   [`Limits::cache_age`] of zero keeps none of either.
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
mod memory;
mod overloaded;
mod pool;
#[cfg(any(test, fuzzing))]
pub(crate) mod properties;
mod queue;
mod slow;
mod survive;
#[cfg(test)]
mod tests;
mod verifier;
mod verify;

use verifier::Verifier;

pub use limits::{Limits, LimitsError, Usage};
pub use overloaded::{HashError, MAX_PASSWORD_LEN, Overloaded};
pub use verify::Verify;

/// Verifies that `password` is the one that `stored` was made from. `None` stands for a user who does not exist.
///
/// Name the client by [`Verify::client`], so that a stranger's flood does not hold off everybody. The answer is `false`
/// for a wrong password, for no user, and for a stored hash that cannot be used, all at the price of a hash. The last
/// is logged, without the hash. A right password is then remembered, and costs next to nothing the next time. The
/// future may be dropped at any point, as when the client goes away, and nobody else's answer suffers.
///
/// # Errors
///
/// Returns [`Overloaded`] if there is no room in the queue, or no more room for this client, or the machine refuses
/// memory or threads. Pass it on with `?`, and the response is a 503.
///
/// # Security
///
/// Call it for unknown users too, with `None`, since an early return tells a stranger who exists. bcrypt sees 72 bytes
/// of a password and nothing after a NUL, so passwords with more bytes or with a NUL are refused there. See the
/// [module](self) for more.
///
/// # Example
///
/// ```
/// use httpauth::{Client, password};
///
/// struct User { password_hash: String }
///
/// async fn verify_password(
///     user: Option<User>,
///     password: &str,
///     client: Client,
/// ) -> Result<Option<User>, password::Overloaded> {
///     let stored = user.as_ref().map(|user| user.password_hash.as_str());
///     let known = password::verify(password, stored).client(client).await?;
///     Ok(user.filter(|_| known))
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// # let client = Client::from(std::net::IpAddr::from([192, 0, 2, 1]));
/// # let password_hash = password::hash("hello").unwrap();
/// # assert!(verify_password(Some(User { password_hash }), "hello", client).await.unwrap().is_some());
/// # assert!(verify_password(None, "hello", client).await.unwrap().is_none());
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
/// # Example
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
/// # Example
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
/// # Example
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
/// # Example
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
