//! The items that the attributes' expansions name. Nothing here is meant to be written by hand, and it changes without
//! notice.
//!
//! The public traits are sealed by this page. Each has an item that is not documented and whose type or value is from
//! here.

pub use std::borrow::Cow;
pub use std::net::IpAddr;
pub use std::string::String;
pub use std::sync::{Once, OnceLock};
pub use std::vec::Vec;

pub use axum::extract::FromRef;
pub use axum::http::request::Parts;
pub use axum::http::{Extensions, HeaderValue};
pub use axum::response::{IntoResponse, Response};

pub use crate::__guarded as guarded;
pub use crate::__public_handler as public_handler;
pub use crate::authenticator::{
    AnyState, PresenceOf, RoleScheme, RolesOf, Scheme, UserOf, has_roles,
};
pub use crate::callback::optional::*;
pub use crate::callback::{
    Address, AskMembers, Asks, Candidate, EmptySlot, ForwardsTarget, InScope, IntoResource,
    IntoTarget, Permission, Permitted, PlainUser, RolesResult, SlotOf, Text, UserIn, check_pairs,
    extract, in_scope, is_object, slots, stand_in, takes, verdict,
};
pub use crate::checked::{Checked, Of};
pub use crate::current_roles::{HandOverRoles, RolesParameter, is_roles_parameter};
pub use crate::guard::{
    AnyUser, Both, HandsRoles, HasPermission, HasRole, HasRule, LoginRequired, PermissionRule,
    Published, RoleRule, Rule, TakesRoles, enter, is_optional, is_policy, open_by_roles,
};
pub use crate::label::Label;
pub use crate::permission::Alternatives;
pub use crate::registry::{Alternative, Callback, Registry, Slot, shown_realm};
pub use crate::rejection::{Answer, BodyOnly, ErrorArgument};
pub use crate::respond::Respond;
pub use crate::role::{AskAny, AskEach, AskText, AskTexts, Asked, Literals};
pub use crate::routing::decided::Public;
pub use crate::scheme::basic::{Basic, BasicAuth};
pub use crate::scheme::digest::{
    Digest, DigestAuth, ManyRealms, MemoryNonces, OneRealm, ProtectionSpace, RealmKind, ha1,
    nonce_ttl,
};
pub use crate::scheme::multi::{
    Given, Member, Members, Multi, Own, first_error_handler, is_member,
};
pub use crate::scheme::realm::{ConstantRealm, HasRealm, Realm};
pub use crate::scheme::throttled::{HasThrottle, Throttled, Unthrottled};
pub use crate::scheme::token::{Token, TokenAuth, invalid_token};
pub use crate::scope::{Named, NoScope, ScopeOf, first_scope};
pub use crate::setting::{Declared, Setting};
pub use crate::throttle::MemoryThrottle;
pub use crate::user::{Anonymous, HandOver, Optional, OtherParameter, Parameter, Required};
pub use crate::well_known::{HasResource, ResourceKind, WellKnown};

#[cfg(feature = "audit")]
pub use crate::registry::{Guarded, PublicHandler};
#[cfg(feature = "audit")]
pub use inventory::submit;

/// Adds a guarded handler to the access matrix.
#[cfg(feature = "audit")]
#[doc(hidden)]
#[macro_export]
macro_rules! __guarded {
    ($($row:expr,)*) => {
        $crate::__private::submit!($crate::__private::Guarded::new($($row),*));
    };
}

/// Adds a public handler to the access matrix.
#[cfg(feature = "audit")]
#[doc(hidden)]
#[macro_export]
macro_rules! __public_handler {
    ($($row:expr,)*) => {
        $crate::__private::submit!($crate::__private::PublicHandler::new($($row),*));
    };
}

/// Expands to nothing, since there is no access matrix without the feature `audit`.
#[cfg(not(feature = "audit"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __guarded {
    ($($row:expr,)*) => {};
}

/// Expands to nothing, since there is no access matrix without the feature `audit`.
#[cfg(not(feature = "audit"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __public_handler {
    ($($row:expr,)*) => {};
}

/// The default nonce store. The process has one, since each nonce is bound to its auth object anyway.
pub static MEMORY_NONCES: MemoryNonces = MemoryNonces::new();

/// The throttle of the key `throttle` alone. The process has one, since what it counts is bound to its auth object anyway.
pub static MEMORY_THROTTLE: MemoryThrottle = MemoryThrottle::new();
