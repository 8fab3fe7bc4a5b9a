//! Spans of generated code.
//!
//! Its local variables are its own: a callback or handler called `error`, `user` or `state` is not hidden by them. Its
//! other names are looked up where the attribute stands, even beside tokens that a `macro_rules!` macro handed over.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;

/// The attribute's place.
pub(crate) fn own() -> Span {
    Span::mixed_site()
}

/// The place of `tokens`, where the user then sees what is wrong; lints still know the code from the user's own.
pub(crate) fn of(tokens: impl ToTokens) -> Span {
    own().located_at(tokens.to_token_stream().span())
}

/// The variable of the extracted argument `index`.
///
/// Items within a function hide its parameters even so: the prefix keeps a handler from being called like this.
pub(crate) fn argument(index: usize) -> Ident {
    Ident::new(&format!("httpauth_argument{index}"), own())
}
