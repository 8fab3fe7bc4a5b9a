//! The checks that an expansion makes at compile time.

use super::slot::Takes;
use crate::authenticator::Authenticator;
use crate::registry::Callback;

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
    label = "this attribute is for the `Auth` in scope",
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

/// Fills a slot whose callback is reported as wrong. The program that would call it does not compile.
pub fn stand_in<T>() -> T {
    std::process::abort()
}
