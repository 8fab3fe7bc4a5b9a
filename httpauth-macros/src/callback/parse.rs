//! The parser of the keys of a callback attribute. It reports only mistakes in the form of a key or a value.

use proc_macro2::{Ident, TokenStream};
use syn::Path;

use super::Slot;
use crate::args::{self, Paths};
use crate::diagnostics::Diagnostics;
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

pub(super) fn options(
    slot: Slot,
    arguments: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Options {
    let keys: &[&str] = match slot {
        Slot::VerifyPassword => &["auth", "anonymous", "crate"],
        _ => &["auth", "crate"],
    };
    let mut options = Options::default();
    args::read(arguments, keys, diagnostics, |name, key, input| {
        match name {
            "auth" => {
                options.auth_is_unknown = true;
                options.auth = args::value::<Paths>(
                    key,
                    input,
                    "a path or a list of paths",
                    "path::to::Auth",
                )?
                .0;
                options.auth_is_unknown = false;
            }
            "anonymous" => options.anonymous = Some(args::flag(key, input)?),
            _ => options.krate = Krate::new(Some(args::value(key, input, "a path", "::httpauth")?)),
        }
        Ok(())
    });
    options
}
