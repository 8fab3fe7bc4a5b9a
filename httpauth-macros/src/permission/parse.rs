//! The parser of the keys of `#[permission]`. It reports only mistakes in the form of a key or a value.

use proc_macro2::TokenStream;
use syn::Path;

use crate::args::{self, Paths};
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    /// The auth objects. An empty list stands for the `Auth` in scope.
    pub(super) auth: Vec<Path>,
    pub(super) krate: Krate,
}

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    args::read(
        arguments,
        &["auth", "crate"],
        diagnostics,
        |name, key, input| {
            match name {
                "auth" => {
                    let expected = "a path or a list of paths";
                    options.auth = args::value::<Paths>(key, input, expected, "path::to::Auth")?.0;
                }
                _ => {
                    options.krate =
                        Krate::new(Some(args::value(key, input, "a path", "::httpauth")?))
                }
            }
            Ok(())
        },
    );
    options
}
