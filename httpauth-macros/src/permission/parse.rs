//! The keys of `#[permission]`, with their readers. They report only mistakes in the form of a key or a value.

use syn::Path;

use crate::args::{self, Key, OneOrMany};
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    /// The auth objects. An empty list stands for the `Auth` in scope.
    pub(super) auth: Vec<Path>,
    pub(super) krate: Krate,
}

/// The keys in the order in which messages list them.
pub(super) const KEYS: &[Key<Options>] = &[
    Key("auth", |options, key, input| {
        let (expected, example) = ("a path or a list of paths", "path::to::Auth");
        let paths: OneOrMany<Path> = args::value(key, input, expected, example)?;
        options.auth = paths.0;
        Ok(())
    }),
    Key("crate", |options, key, input| {
        options.krate.read(key, input)
    }),
];
