#![doc = include_str!("../../docs/guide/howto/index.md")]

// The examples of a page that needs a feature are run as tests where the feature is on.

#[cfg_attr(
    any(feature = "audit", not(doctest)),
    doc = include_str!("../../docs/guide/howto/access_matrix.md")
)]
pub mod access_matrix {}

#[doc = include_str!("../../docs/guide/howto/api_keys.md")]
pub mod api_keys {}

#[doc = include_str!("../../docs/guide/howto/cors.md")]
pub mod cors {}

#[doc = include_str!("../../docs/guide/howto/errors.md")]
pub mod errors {}

#[doc = include_str!("../../docs/guide/howto/files.md")]
pub mod files {}

#[cfg_attr(
    any(feature = "password", not(doctest)),
    doc = include_str!("../../docs/guide/howto/passwords.md")
)]
pub mod passwords {}

#[doc = include_str!("../../docs/guide/howto/permissions.md")]
pub mod permissions {}

#[cfg_attr(
    any(feature = "redis", not(doctest)),
    doc = include_str!("../../docs/guide/howto/redis.md")
)]
pub mod redis {}

#[doc = include_str!("../../docs/guide/howto/roles.md")]
pub mod roles {}

#[doc = include_str!("../../docs/guide/howto/several_schemes.md")]
pub mod several_schemes {}

#[doc = include_str!("../../docs/guide/howto/state.md")]
pub mod state {}

#[doc = include_str!("../../docs/guide/howto/streams.md")]
pub mod streams {}

#[doc = include_str!("../../docs/guide/howto/tenants.md")]
pub mod tenants {}

#[cfg_attr(
    any(feature = "testing", not(doctest)),
    doc = include_str!("../../docs/guide/howto/testing.md")
)]
pub mod testing {}

#[doc = include_str!("../../docs/guide/howto/workspace.md")]
pub mod workspace {}
