#![doc = include_str!("../../docs/guide/index.md")]

pub mod coming_from;
pub mod explanation;
pub mod howto;
pub mod reference;
pub mod tutorial;
