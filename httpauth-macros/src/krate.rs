//! The path of the runtime crate, which is `::httpauth` unless `crate = path` gives another one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;
use syn::parse::ParseStream;

use crate::{args, span};

/// The path by which the expansion names the runtime crate.
#[derive(Default)]
pub(crate) struct Krate(Option<Path>);

impl Krate {
    /// Reads the value of `crate = path`.
    pub(crate) fn read(&mut self, key: &Ident, input: ParseStream) -> syn::Result<()> {
        self.0 = Some(args::value(key, input, "a path", "::httpauth")?);
        Ok(())
    }

    /// Returns the path of the items that only expansions name.
    pub(crate) fn private(&self) -> TokenStream {
        self.private_at(span::own())
    }

    /// Returns the same path, placed where a mistake with one of the items is to be shown.
    pub(crate) fn private_at(&self, span: Span) -> TokenStream {
        match &self.0 {
            Some(path) => quote_spanned!(span=> #path::__private),
            None => quote_spanned!(span=> ::httpauth::__private),
        }
    }
}

impl ToTokens for Krate {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.0 {
            Some(path) => path.to_tokens(tokens),
            None => tokens.extend(quote!(::httpauth)),
        }
    }
}
