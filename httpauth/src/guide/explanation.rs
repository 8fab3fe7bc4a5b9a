#![doc = include_str!("../../docs/guide/explanation/index.md")]

#[doc = include_str!("../../docs/guide/explanation/cost.md")]
pub mod cost {}

#[doc = include_str!("../../docs/guide/explanation/digest.md")]
pub mod digest {}

#[doc = include_str!("../../docs/guide/explanation/failures.md")]
pub mod failures {}

#[doc = include_str!("../../docs/guide/explanation/nonces.md")]
pub mod nonces {}

#[doc = include_str!("../../docs/guide/explanation/registry.md")]
pub mod registry {}

/// The way of a request through the guard, and the reasons why the guard takes the whole of it.
///
#[doc = include_str!("../../docs/guide/explanation/request.svg")]
///
#[doc = include_str!("../../docs/guide/explanation/request.md")]
pub mod request {}

#[doc = include_str!("../../docs/guide/explanation/security.md")]
pub mod security {}

#[doc = include_str!("../../docs/guide/explanation/threat_model.md")]
pub mod threat_model {}

#[doc = include_str!("../../docs/guide/explanation/timing.md")]
pub mod timing {}
