//! The auth objects that `#[digest_auth]` declares.

use std::any::type_name;
use std::borrow::Cow;
use std::future::Future;
use std::sync::OnceLock;
use std::time::Duration;

use axum::http::request::Parts;
use axum::response::Response;

use super::algorithm::Algorithm;
use super::nonce::{NonceStore, ProtectionSpace};
use crate::authenticator::Authenticator;
use crate::callback::{GetPassword, StoredPassword};
use crate::forwarded::ForwardedTarget;
use crate::scheme::realm;
use crate::scheme::throttled::HasThrottle;
use crate::setting::{Declared, SettingError};

/// The settings and slots of an object that `#[digest_auth]` declares.
///
/// Every challenge of the object begins with the challenge of its protection space.
pub trait DigestAuth: Authenticator + HasThrottle {
    /// The algorithms that are offered, the preferred one first (RFC 7616 section 3.7).
    const ALGORITHMS: &'static [Algorithm];

    /// The offer of `qop="auth"`, which clients then have to use. `false` offers the legacy form of RFC 2069 instead.
    const QOP: bool;

    /// The kind of secret that `#[get_password]` returns, `true` for the HA1 and `false` for the password.
    const HA1: bool;

    /// The life of a nonce.
    const NONCE_TTL: Declared<Duration, Duration>;

    /// Returns the life of a nonce.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if the setting is an expression without a value.
    #[inline]
    fn nonce_ttl() -> Result<Duration, SettingError> {
        match Self::NONCE_TTL {
            Declared::Constant(ttl) => Ok(ttl),
            Declared::Expression(value) => value().copied(),
        }
    }

    /// The store in which used nonces are counted.
    type Nonces: NonceStore;

    /// Returns the store, taken from the state.
    fn nonces(state: &Self::State) -> Self::Nonces;

    /// `true` if `#[forwarded_target]` tells the method and the target, by the key `target = forwarded`.
    const FORWARDED: bool = false;

    /// Calls the callback in the `forwarded_target` slot. By default the slot is empty.
    fn ask_target(
        _: &mut Parts,
        _: &Self::State,
    ) -> impl Future<Output = Result<Option<ForwardedTarget>, Response>> + Send {
        async { Ok(None) }
    }

    /// Returns the cell that holds the protection space of this object and its declared realm, and no other.
    fn space_cell() -> &'static OnceLock<ProtectionSpace>;

    /// Returns the protection space of this request, for which nonces are issued.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if the realm has no value.
    #[inline]
    fn protection_space(parts: &Parts) -> Result<Cow<'static, ProtectionSpace>, SettingError> {
        let realm = realm::text::<Self>(parts)?;
        let new = || ProtectionSpace::new(type_name::<Self>(), realm);
        Ok(if Self::PER_REQUEST {
            Cow::Owned(new())
        } else {
            Cow::Borrowed(Self::space_cell().get_or_init(new))
        })
    }

    /// Runs the `generate_nonce` slot. Returns `None` if the slot is empty.
    fn generate_nonce(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send;

    /// Runs the `verify_nonce` slot. Returns `None` if the slot is empty.
    fn verify_nonce(
        nonce: &[u8],
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<bool>, Response>> + Send;

    /// Runs the `generate_opaque` slot. Returns `None` if the slot is empty.
    fn generate_opaque(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send;

    /// Runs the `verify_opaque` slot. Returns `None` if the slot is empty.
    fn verify_opaque(
        opaque: &[u8],
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<bool>, Response>> + Send;
}

/// The user type that the callback returns.
pub(super) type User<A> = <<A as GetPassword>::Stored as StoredPassword>::User;

/// The value of `Authentication-Info`. It is `None` in the legacy form of RFC 2069.
pub(super) type InfoValue = Option<Box<[u8]>>;
