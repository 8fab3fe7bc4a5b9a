//! The slots of an auth object, filled or empty.
//!
//! Each slot is a trait that a callback attribute implements. A second callback is a second implementation, which is an
//! error that shows both. A slot that may stay empty is looked up by type, without specialization. An item of
//! [`SlotOf`] needs the trait of its slot, and wins over the item of [`EmptySlot`] that has the same name.

use std::borrow::Cow;
use std::future::Future;
use std::marker::PhantomData;

use axum::http::request::Parts;
use axum::response::Response;

use super::slot::slots;
use super::{GetPassword, GetUserRoles, VerifyPassword, VerifyToken};
use crate::authenticator::Authenticator;
use crate::registry::Callback;
use crate::rejection::{AuthError, default_response};

/// An auth object that compares passwords itself, since it has a `#[get_password]`.
#[diagnostic::on_unimplemented(
    message = "`#[hash_password]` goes with `#[get_password]`, and the auth object `{Self}` has none",
    label = "there is no stored password to compare this hash with",
    note = "write `#[get_password] async fn get_password(username: &str) -> Option<String>`; a `#[verify_password]` \
            callback hashes by itself"
)]
pub trait ComparesPasswords: Authenticator {}

#[diagnostic::do_not_recommend]
impl<A: GetPassword> ComparesPasswords for A {}

/// The slot of `#[hash_password]`.
pub trait HashPassword: ComparesPasswords {
    /// The callback.
    const CALLBACK: Option<Callback>;

    /// Returns the hash of the password.
    fn hash_password<'p>(
        username: &str,
        password: &'p str,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Cow<'p, str>, Response>> + Send;
}

/// The slots of `#[generate_nonce]` and `#[generate_opaque]`.
pub trait Generate<Slot>: Authenticator {
    /// The callback.
    const CALLBACK: Option<Callback>;

    /// Returns the value that the callback generates.
    fn generate(
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send;
}

/// The slots of `#[verify_nonce]` and `#[verify_opaque]`.
pub trait Verify<Slot>: Authenticator {
    /// The callback.
    const CALLBACK: Option<Callback>;

    /// Returns whether the callback knows the value.
    fn verify(
        value: &str,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Result<Option<bool>, Response>> + Send;
}

/// The slot of `#[error_handler]`.
pub trait ErrorHandler: Authenticator {
    /// The callback.
    const CALLBACK: Option<Callback>;

    /// Returns the answer to the error.
    fn error_handler(
        error: &AuthError,
        parts: &mut Parts,
        state: &Self::State,
    ) -> impl Future<Output = Response> + Send;
}

/// The slot `Slot` of the auth object `A`.
#[derive(Debug)]
pub struct SlotOf<A, Slot>(PhantomData<(A, Slot)>);

/// The items of an empty slot, which has no callback and a default for each call.
pub trait EmptySlot<A: Authenticator>: Sized {
    /// No callback, since the slot is empty.
    const CALLBACK: Option<Callback> = None;

    /// Returns the password as it is.
    fn hash_password<'p>(
        _username: &str,
        password: &'p str,
        _: &mut Parts,
        _: &A::State,
    ) -> impl Future<Output = Result<Cow<'p, str>, Response>> + Send {
        async move { Ok(Cow::Borrowed(password)) }
    }

    /// Returns `None`, since the library generates the value itself.
    fn generate(
        _: &mut Parts,
        _: &A::State,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send {
        async { Ok(None) }
    }

    /// Returns `None`, since the library verifies the value itself.
    fn verify(
        _: &[u8],
        _: &mut Parts,
        _: &A::State,
    ) -> impl Future<Output = Result<Option<bool>, Response>> + Send {
        async { Ok(None) }
    }

    /// Returns the default answer.
    fn error_handler(
        error: &AuthError,
        _: &mut Parts,
        _: &A::State,
    ) -> impl Future<Output = Response> + Send {
        async move { default_response(error) }
    }
}

impl<A: Authenticator, Slot> EmptySlot<A> for SlotOf<A, Slot> {}

/// Implements `CALLBACK` for the slots whose trait is implemented.
macro_rules! callback {
    ($($slot:ident: $filled:path);+ $(;)?) => {$(
        impl<A: $filled> SlotOf<A, slots::$slot> {
            /// The callback.
            pub const CALLBACK: Option<Callback> = <A as $filled>::CALLBACK;
        }
    )+};
}

callback! {
    VerifyPassword: VerifyPassword;
    VerifyToken: VerifyToken;
    GetPassword: GetPassword;
    HashPassword: HashPassword;
    GenerateNonce: Generate<slots::GenerateNonce>;
    VerifyNonce: Verify<slots::VerifyNonce>;
    GenerateOpaque: Generate<slots::GenerateOpaque>;
    VerifyOpaque: Verify<slots::VerifyOpaque>;
    GetUserRoles: GetUserRoles;
    ErrorHandler: ErrorHandler;
}

impl<A: HashPassword> SlotOf<A, slots::HashPassword> {
    /// Calls the callback.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    pub fn hash_password<'p>(
        username: &str,
        password: &'p str,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<Cow<'p, str>, Response>> + Send {
        A::hash_password(username, password, parts, state)
    }
}

impl<A: Generate<Slot>, Slot> SlotOf<A, Slot> {
    /// Calls the callback.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    pub fn generate(
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Result<Option<String>, Response>> + Send {
        A::generate(parts, state)
    }
}

impl<A: Verify<Slot>, Slot> SlotOf<A, Slot> {
    /// Calls the callback, which takes only text. It does not know a value that is not UTF-8.
    ///
    /// # Errors
    ///
    /// The callback's own error, as its response.
    pub async fn verify(
        value: &[u8],
        parts: &mut Parts,
        state: &A::State,
    ) -> Result<Option<bool>, Response> {
        match str::from_utf8(value) {
            Ok(value) => A::verify(value, parts, state).await,
            Err(_) => Ok(Some(false)),
        }
    }
}

impl<A: ErrorHandler> SlotOf<A, slots::ErrorHandler> {
    /// Calls the callback.
    pub fn error_handler(
        error: &AuthError,
        parts: &mut Parts,
        state: &A::State,
    ) -> impl Future<Output = Response> + Send {
        <A as ErrorHandler>::error_handler(error, parts, state)
    }
}
