//! The table of slots, filled or empty.
//!
//! Each slot is a type in [`slots`], and a trait that a callback attribute implements. A second callback is a second
//! implementation, which is an error that shows both. A slot that may stay empty is looked up by type, without
//! specialization. An item of [`SlotOf`] needs the trait of its slot, and wins over the item of [`EmptySlot`] that has
//! the same name.

use std::borrow::Cow;
use std::future::Future;
use std::marker::PhantomData;
use std::net::IpAddr;

use axum::http::request::Parts;
use axum::response::Response;

use super::required::{GetPassword, GetUserRoles, VerifyPassword, VerifyToken};
use crate::authenticator::Authenticator;
use crate::forwarded::ForwardedTarget;
use crate::registry::Callback;
use crate::rejection::{AuthError, default_response};
use crate::resource::ProtectedResource;

use optional::{ClientIp, ErrorHandler, Generate, HashPassword, Resource, Target, Verify};

/// The slot `Slot` of the auth object `A`.
#[derive(Debug)]
pub struct SlotOf<A, Slot>(PhantomData<(A, Slot)>);

/// Declares the slots as types, and for each the trait of the callback that fills it.
macro_rules! slots {
    ($($slot:ident: $filled:path;)+) => {
        /// The slots, as types.
        pub mod slots {$(
            #[doc = concat!("The slot `", stringify!($slot), "`.")]
            #[derive(Debug)]
            pub struct $slot;
        )+}

        $(impl<A: $filled> SlotOf<A, slots::$slot> {
            /// The callback.
            pub const CALLBACK: Option<Callback> = <A as $filled>::CALLBACK;
        })+
    };
}

slots! {
    VerifyPassword: VerifyPassword;
    VerifyToken: VerifyToken;
    GetPassword: GetPassword;
    HashPassword: HashPassword;
    GenerateNonce: Generate<slots::GenerateNonce>;
    VerifyNonce: Verify<slots::VerifyNonce>;
    GenerateOpaque: Generate<slots::GenerateOpaque>;
    VerifyOpaque: Verify<slots::VerifyOpaque>;
    Realm: Generate<slots::Realm>;
    ProtectedResource: Resource;
    ClientIp: ClientIp;
    ForwardedTarget: Target;
    GetUserRoles: GetUserRoles;
    ErrorHandler: ErrorHandler;
}

/// Declares the traits of the slots that may stay empty. A row has the trait, the slot that it fills, the call, and the
/// answer of the empty slot.
macro_rules! optional {
    ($(
        $(#[$doc:meta])*
        $filled:ident $(<$any:ident>)? for $slot:ty, $bound:ident:
        $call:ident $(<$lifetime:lifetime>)? ($($input:ident: $type:ty),*) -> $answer:ty, $empty:expr;
    )+) => {
        /// The traits of the slots that may stay empty.
        pub(crate) mod optional {
            use super::*;

            $(
                $(#[$doc])*
                pub trait $filled $(<$any>)?: $bound {
                    /// The callback.
                    const CALLBACK: Option<Callback>;

                    /// Calls the callback.
                    fn $call $(<$lifetime>)? (
                        $($input: $type,)*
                        parts: &mut Parts,
                        state: &Self::State,
                    ) -> impl Future<Output = $answer> + Send;
                }

                impl<A: $filled $(<$any>)? $(, $any)?> SlotOf<A, $slot> {
                    /// Calls the callback.
                    pub fn $call $(<$lifetime>)? (
                        $($input: $type,)*
                        parts: &mut Parts,
                        state: &A::State,
                    ) -> impl Future<Output = $answer> + Send {
                        <A as $filled $(<$any>)?>::$call($($input,)* parts, state)
                    }
                }
            )+
        }

        /// The items of an empty slot, which has no callback and an answer of its own to each call.
        pub trait EmptySlot<A: Authenticator>: Sized {
            /// No callback, since the slot is empty.
            const CALLBACK: Option<Callback> = None;

            $(
                /// Returns the answer of the empty slot.
                #[allow(unused_variables)]
                fn $call $(<$lifetime>)? (
                    $($input: $type,)*
                    parts: &mut Parts,
                    state: &A::State,
                ) -> impl Future<Output = $answer> + Send {
                    async move { $empty }
                }
            )+
        }
    };
}

impl<A: Authenticator, Slot> EmptySlot<A> for SlotOf<A, Slot> {}

optional! {
    /// The slot of `#[hash_password]`. If it is empty, the password is compared as it is.
    HashPassword for slots::HashPassword, ComparesPasswords:
    hash_password<'p>(username: &str, password: &'p str) -> Result<Cow<'p, str>, Response>, Ok(Cow::Borrowed(password));

    /// The slots of `#[generate_nonce]`, `#[generate_opaque]` and `#[realm]`. If one is empty, the library has a value of
    /// its own.
    Generate<Slot> for Slot, Authenticator:
    generate() -> Result<Option<String>, Response>, Ok(None);

    /// The slots of `#[verify_nonce]` and `#[verify_opaque]`. If one is empty, the library verifies the value.
    Verify<Slot> for Slot, Authenticator:
    verify(value: &[u8]) -> Result<Option<bool>, Response>, Ok(None);

    /// The slot of `#[protected_resource]`. If it is empty, challenges name no metadata.
    Resource for slots::ProtectedResource, Authenticator:
    resource() -> Result<Option<ProtectedResource>, Response>, Ok(None);

    /// The slot of `#[client_ip]`. If it is empty, no address is known.
    ClientIp for slots::ClientIp, Authenticator:
    client_ip() -> Result<Option<IpAddr>, Response>, Ok(None);

    /// The slot of `#[forwarded_target]`. If it is empty, the target is the request's own.
    #[diagnostic::on_unimplemented(
        message = "the auth object `{Self}` has no callback that tells the forwarded target",
        label = "`target = forwarded` needs it, but the slot `forwarded_target` is empty",
        note = "write `#[forwarded_target] fn forwarded_target(ConnectInfo(peer): ConnectInfo<SocketAddr>, fields: \
                HeaderMap) -> Option<ForwardedTarget>`"
    )]
    Target for slots::ForwardedTarget, ForwardsTarget:
    forwarded_target() -> Result<Option<ForwardedTarget>, Response>, Ok(None);

    /// The slot of `#[error_handler]`. If it is empty, the answer is the default one.
    ErrorHandler for slots::ErrorHandler, Authenticator:
    error_handler(error: &AuthError) -> Response, default_response(error);
}

/// An auth object that compares passwords itself, since it has a `#[get_password]`.
#[diagnostic::on_unimplemented(
    message = "`#[hash_password]` needs `#[get_password]`, which the auth object `{Self}` does not have",
    label = "there is no stored password to compare this hash with",
    note = "write `#[get_password] async fn get_password(username: &str) -> Option<String>`",
    note = "a `#[verify_password]` callback hashes by itself"
)]
pub trait ComparesPasswords: Authenticator {}

#[diagnostic::do_not_recommend]
impl<A: GetPassword> ComparesPasswords for A {}

/// An auth object below `#[digest_auth(target = forwarded)]`.
#[diagnostic::on_unimplemented(
    message = "`#[forwarded_target]` needs `target = forwarded`, which the auth object `{Self}` does not have",
    label = "nothing asks for the forwarded target",
    note = "write `#[digest_auth(target = forwarded)]`"
)]
pub trait ForwardsTarget: Authenticator {}

/// A scheme whose auth objects have the slot `Slot`.
#[diagnostic::on_unimplemented(
    message = "this callback is for another kind of auth object",
    label = "the auth object has no slot for it",
    note = "`#[basic_auth]` takes `verify_password`, or `get_password` and `hash_password`; `#[digest_auth]` takes \
            `get_password`, `forwarded_target` and the callbacks of nonces and opaques; `#[token_auth]` takes \
            `verify_token` and `protected_resource`; each of them takes `realm`, `get_user_roles` and `error_handler`, and \
            those with passwords take `client_ip`; `#[multi_auth]` takes `error_handler` alone, give the others to its \
            members with `auth = [A, B]`"
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
