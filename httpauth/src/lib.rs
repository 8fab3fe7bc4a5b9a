// The README is the front page whatever the features are. Its first example stores its password, so its examples are
// compiled as tests where the feature `password` is on. `.ci/try-guide` runs them as a program.
#![cfg_attr(any(feature = "password", not(doctest)), doc = include_str!("../README.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The modules stand in the order of use, and each file uses only those below it. The blank lines keep rustfmt from
// sorting them.
#[doc(hidden)]
pub mod __private;

#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod __fuzzing;

#[cfg(feature = "testing")]
pub mod testing;

#[cfg(feature = "utoipa")]
pub mod openapi;

pub mod routing;

mod well_known;

mod guard;

mod event;

mod scheme;

mod granted;

mod callback;

mod authenticator;

mod respond;

mod outcome;

mod current_roles;

mod role;

mod scope;

mod permission;

mod user;

mod rejection;

mod resource;

pub mod throttle;

mod client;

mod forwarded;

mod original;

mod setting;

mod random;

mod clock;

#[cfg(feature = "redis")]
mod connection;

mod checked;

mod label;

pub mod registry;

mod lock;

mod pointers;

#[cfg(feature = "password")]
pub mod password;

/// The types of Digest, from its algorithms to the store that counts used nonces.
pub mod digest {
    #[cfg(feature = "redis")]
    pub use crate::scheme::digest::RedisNonces;
    pub use crate::scheme::digest::{
        Algorithm, Claim, MemoryNonces, Nonce, NonceKey, NonceStore, RngError, process_clock,
        unix_clock,
    };
}

#[cfg(doc)]
#[doc = include_str!("../docs/clients.md")]
pub mod clients {}

#[cfg(doc)]
#[doc = include_str!("../docs/csrf.md")]
pub mod csrf {}

#[cfg(doc)]
#[doc = include_str!("../docs/events.md")]
pub mod events {}

#[cfg(doc)]
pub mod guide;

#[cfg(doc)]
#[doc = include_str!("../docs/logout.md")]
pub mod logout {}

#[cfg(doc)]
#[doc = include_str!("../docs/oauth.md")]
pub mod oauth {}

#[cfg(doc)]
#[doc = include_str!("../docs/processes.md")]
pub mod processes {}

#[cfg(doc)]
#[doc = include_str!("../docs/proxies.md")]
pub mod proxies {}

pub use authenticator::Authenticator;
pub use callback::{
    GetPassword, GetUserRoles, StoredPassword, Verdict, VerifyPassword, VerifyToken,
};
pub use client::{Client, NoClient};
pub use current_roles::{CurrentRoles, NoCurrentRoles};
pub use forwarded::{ForwardedTarget, ForwardedTargetError};
pub use guard::{GuardLayer, GuardService, LoginRequired, Policy, guard};
pub use httpauth_macros::{
    basic_auth, client_ip, digest_auth, error_handler, forwarded_target, generate_nonce,
    generate_opaque, get_password, get_user_roles, hash_password, login_required, multi_auth,
    permission, protected_resource, public, realm, token_auth, verify_nonce, verify_opaque,
    verify_password, verify_token,
};
pub use original::{OriginalRequestLayer, OriginalRequestService, original_request};
pub use rejection::{AuthError, Reason};
pub use resource::ProtectedResource;
pub use scope::AsScope;
pub use setting::SettingError;
pub use user::{CurrentUser, NoCurrentUser};
pub use well_known::WellKnown;

/// Returns whether two secrets are equal, in a time that tells nothing of where they differ.
///
/// It is meant for callbacks that compare a token or a password with one that they know.
///
/// # Security
///
/// The length of the secrets is not hidden. A password is better stored hashed.
///
/// # Example
///
/// ```
/// use httpauth::{constant_time_eq, token_auth, verify_token};
///
/// #[token_auth]
/// struct Auth;
///
/// #[verify_token]
/// fn verify_token(token: &str) -> bool {
///     constant_time_eq(token, "secret-token-1")
/// }
/// ```
pub fn constant_time_eq(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> bool {
    constant_time_eq::constant_time_eq(one.as_ref(), other.as_ref())
}
