#![doc = include_str!("../../docs/guide/reference/index.md")]

#[doc = include_str!("../../docs/guide/reference/attributes.md")]
pub mod attributes {}

#[doc = include_str!("../../docs/guide/reference/compile_errors.md")]
pub mod compile_errors {}

#[doc = include_str!("../../docs/guide/reference/departures.md")]
pub mod departures {}

#[doc = include_str!("../../docs/guide/reference/features.md")]
pub mod features {}
