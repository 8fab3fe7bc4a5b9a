//! The part that all kinds of auth objects share, which is the keys `realm`, `scheme`, `state` and `crate`, the
//! registry, and the protection space.

mod expand;
mod parse;
mod validate;

pub(super) use expand::{expand, expression};
pub(super) use parse::Options;
pub(super) use validate::{Object, Realm, is_token, validate};
