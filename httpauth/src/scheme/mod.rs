//! The schemes: what the request's field says → credentials → your callback's verdict.

pub(crate) mod basic;
mod field;
pub(crate) mod token;
