//! The part that several kinds of auth objects share, which is the keys `realm`, `scheme`, `state` and `crate`, the
//! registry, and the protection space, and the key `throttle`.

mod expand;
mod parse;
mod throttle;
mod validate;

pub(super) use expand::{expand, expression};
pub(super) use parse::Options;
pub(crate) use throttle::Throttle;
pub(super) use validate::{Object, Realm, is_token, validate};
