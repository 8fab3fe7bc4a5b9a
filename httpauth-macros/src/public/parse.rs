//! The parser of the keys of `#[public]`. It reports only mistakes in a key by itself.

use proc_macro2::TokenStream;
use syn::LitStr;

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    pub(super) reason: Option<LitStr>,
    pub(super) krate: Krate,
}

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    let keys = &["reason", "crate"];
    args::read(arguments, keys, diagnostics, |name, key, input| {
        match name {
            "reason" => options.reason = Some(args::text(key, input, "load balancers ask it")?),
            _ => options.krate = Krate::new(Some(args::value(key, input, "a path", "::httpauth")?)),
        }
        Ok(())
    });
    options
}
