//! The keys of the callback attributes, with their readers.

use proc_macro2::Ident;
use syn::Path;

use crate::args::{self, Key, OneOrMany};
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    /// The auth objects. An empty list stands for the `Auth` in scope.
    pub(super) auth: Vec<Path>,
    /// True if `auth` is given, but cannot be read.
    pub(super) auth_is_unknown: bool,
    pub(super) anonymous: Option<Ident>,
    pub(super) krate: Krate,
}

pub(super) const AUTH: Key<Options> = Key("auth", |options, key, input| {
    options.auth_is_unknown = true;
    let (expected, example) = ("a path or a list of paths", "path::to::Auth");
    let paths: OneOrMany<Path> = args::value(key, input, expected, example)?;
    options.auth = paths.0;
    options.auth_is_unknown = false;
    Ok(())
});

pub(super) const ANONYMOUS: Key<Options> = Key("anonymous", |options, key, input| {
    options.anonymous = Some(args::flag(key, input)?);
    Ok(())
});

pub(super) const CRATE: Key<Options> = Key("crate", |options, key, input| {
    options.krate.read(key, input)
});
