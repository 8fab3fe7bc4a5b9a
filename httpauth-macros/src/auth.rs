//! Which auth object an attribute means: the one of its `auth` key, else the `Auth` in scope.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Ident, Path};

/// An auth object that an attribute names: `name` is what the expansion calls it after `declaration`.
pub(crate) struct Named {
    pub(crate) declaration: TokenStream,
    pub(crate) name: TokenStream,
    /// Where it is named.
    pub(crate) span: Span,
}

/// The auth object at `path`; the `Auth` in scope without one.
pub(crate) fn named(path: Option<&Path>, private: &TokenStream) -> Named {
    match path {
        Some(path) => Named {
            declaration: TokenStream::new(),
            name: path.to_token_stream(),
            span: crate::span::of(path),
        },
        None => Named {
            declaration: in_scope(private),
            name: quote!(__Auth),
            span: Span::call_site(),
        },
    }
}

/// Declares `__Auth`, the `Auth` in scope, and says what to write if there is none.
///
/// The alias stands where nothing else is called `Auth`, and says but once that there is none. In a pattern, `Auth` is
/// the unit struct of this name, or a new variable if there is none. The variable is then of the type of `loop {}`,
/// which is no auth object.
fn in_scope(private: &TokenStream) -> TokenStream {
    let auth = Ident::new("Auth", Span::call_site());
    quote! {
        type __Auth = #auth;
        const _: fn() = {
            #[allow(unreachable_code, non_snake_case, clippy::all, clippy::pedantic)]
            fn auth() { #private::in_scope(|| { let #auth = loop {}; #auth }) }
            auth
        };
    }
}
