//! The callbacks that each kind of auth object takes, and the checks that they go together.

use axum::response::Response;

use super::verdict::{Decision, Text, Verdict};
use crate::authenticator::Authenticator;
use crate::registry::Callback;

/// A scheme whose auth objects have the slot `Slot`.
#[diagnostic::on_unimplemented(
    message = "this callback is for another kind of auth object",
    label = "the auth object has no slot for it",
    note = "`#[basic_auth]` takes `verify_password`, or `get_password` and `hash_password`; `#[digest_auth]` takes \
            `get_password`; `#[token_auth]` takes `verify_token`; each of them takes `get_user_roles` and \
            `error_handler`; `#[multi_auth]` takes `error_handler` alone, give the others to its members with \
            `auth = [A, B]`"
)]
pub trait Takes<Slot> {}

/// Declares the slots of a scheme's auth objects, as in `has_slots!(Scheme: Slot, …)`.
macro_rules! has_slots {
    ($scheme:ty: $($slot:ident),+) => {$(
        #[diagnostic::do_not_recommend]
        impl $crate::callback::Takes<$crate::callback::slots::$slot> for $scheme {}
    )+};
}

pub(crate) use has_slots;

/// The slots, as types.
pub mod slots {
    /// The slot of `#[verify_password]`.
    #[derive(Debug)]
    pub struct VerifyPassword;
    /// The slot of `#[verify_token]`.
    #[derive(Debug)]
    pub struct VerifyToken;
    /// The slot of `#[get_password]`.
    #[derive(Debug)]
    pub struct GetPassword;
    /// The slot of `#[hash_password]`.
    #[derive(Debug)]
    pub struct HashPassword;
    /// The slot of `#[generate_nonce]`.
    #[derive(Debug)]
    pub struct GenerateNonce;
    /// The slot of `#[verify_nonce]`.
    #[derive(Debug)]
    pub struct VerifyNonce;
    /// The slot of `#[generate_opaque]`.
    #[derive(Debug)]
    pub struct GenerateOpaque;
    /// The slot of `#[verify_opaque]`.
    #[derive(Debug)]
    pub struct VerifyOpaque;
    /// The slot of `#[get_user_roles]`.
    #[derive(Debug)]
    pub struct GetUserRoles;
    /// The slot of `#[error_handler]`.
    #[derive(Debug)]
    pub struct ErrorHandler;
}

/// Asserts at compile time that `A` has the slot `Slot`. Returns whether the callback's module is of the crate of `A`.
///
/// A binary may have the name of its library. Then only the compiler can tell that the callback cannot be there.
pub const fn takes<A: Authenticator<Scheme: Takes<Slot>>, Slot>(module: &str) -> bool {
    begin_alike(A::REGISTRY.object(), module)
}

/// Returns whether two paths begin with the same crate.
const fn begin_alike(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    loop {
        match (one, other) {
            ([] | [b':', ..], [] | [b':', ..]) => return true,
            ([a, one_rest @ ..], [b, other_rest @ ..]) if *a == *b => {
                (one, other) = (one_rest, other_rest);
            }
            _ => return false,
        }
    }
}

/// Checks that the callbacks of nonces and opaques come in pairs, since one has to know what the other makes.
///
/// # Panics
///
/// In constant evaluation, where a panic is a compile error, if one of a pair is missing.
pub const fn check_pairs(nonce: [Option<&Callback>; 2], opaque: [Option<&Callback>; 2]) {
    let [generate_nonce, verify_nonce] = nonce;
    let [generate_opaque, verify_opaque] = opaque;
    assert!(
        generate_nonce.is_some() == verify_nonce.is_some(),
        "`#[generate_nonce]` and `#[verify_nonce]` go together: write both, or neither"
    );
    assert!(
        generate_opaque.is_some() == verify_opaque.is_some(),
        "`#[generate_opaque]` and `#[verify_opaque]` go together: write both, or neither"
    );
}

/// The auth object that is called `Auth` in the scope of an attribute without `auth = path`.
#[diagnostic::on_unimplemented(
    message = "there is no auth object `Auth` in scope here",
    label = "this attribute means the `Auth` in scope",
    note = "declare one with `#[basic_auth] struct Auth;`, import it with `use`, or name another one with \
            `auth = path::to::Auth`"
)]
pub trait InScope {}

/// Asserts at compile time that the `Auth` in scope is an auth object.
pub const fn in_scope<A: InScope>(_: fn() -> A) -> bool {
    true
}

/// Asserts at compile time that `A` is an auth object.
pub const fn is_object<A: Authenticator>() -> bool {
    true
}

/// Returns the text that a callback answered.
///
/// # Errors
///
/// The callback's own error, as its response.
pub fn text<T: Text>(text: T) -> Result<String, Response> {
    text.into_text()
}

/// Returns the verdict of a callback that knows no user.
///
/// # Errors
///
/// The callback's own error, as its response.
pub fn verdict<V: Verdict<()>>(verdict: V) -> Result<bool, Response> {
    Ok(matches!(verdict.decide(|| None)?, Decision::Accepted(_)))
}

/// Fills a slot whose callback is reported as wrong. The program that would call it does not compile.
pub fn stand_in<T>() -> T {
    std::process::abort()
}
