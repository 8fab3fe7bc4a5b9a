//! The HA1 that an application stores instead of a password.

use super::algorithm::Algorithm;
use super::hash;
use super::object::DigestAuth;

/// Returns the HA1 of the object's only algorithm in hex, to be stored instead of the password (RFC 7616
/// section 3.4.2).
pub fn ha1<A: DigestAuth>(realm: &str, username: &str, password: &str) -> String {
    let algorithm = A::ALGORITHMS.first().copied().unwrap_or(Algorithm::Sha256);
    let ha1 = hash::ha1(
        algorithm,
        username.as_bytes(),
        realm.as_bytes(),
        password.as_bytes(),
    );
    ha1.as_str().to_owned()
}

/// The kind of an object's realm, which is `true` if a `#[realm]` callback returns the realm of each request.
#[derive(Debug)]
pub struct RealmKind<const PER_REQUEST: bool>;

/// A realm that is the same for all requests.
///
/// The lifetime makes the bound of `Auth::ha1` one that the compiler checks where the function is called.
#[diagnostic::on_unimplemented(
    message = "the `#[realm]` of this auth object returns the realm of each request, and an HA1 is of one realm",
    label = "an HA1 of which realm?",
    note = "write `Auth::ha1_in(realm, username, password)`"
)]
pub trait OneRealm<'a> {}

impl OneRealm<'_> for RealmKind<false> {}

/// A realm that each request has of its own.
#[diagnostic::on_unimplemented(
    message = "this auth object has one realm, and an HA1 of another one would never match",
    label = "this auth object has one realm",
    note = "write `Auth::ha1(username, password)`, or give the object a `#[realm]`"
)]
pub trait ManyRealms<'a> {}

impl ManyRealms<'_> for RealmKind<true> {}
