//! Spans of generated code.
//!
//! Local variables of generated code do not shadow a callback or handler called `error`, `user` or `state`. Its other
//! names are looked up where the attribute stands, even beside tokens that a `macro_rules!` macro handed over.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;

/// Returns the attribute's place.
pub(crate) fn own() -> Span {
    Span::mixed_site()
}

/// Returns the place of `tokens`, where the user then sees an error.
///
/// Lints can still tell the generated code from the user's own.
pub(crate) fn of(tokens: impl ToTokens) -> Span {
    own().located_at(tokens.to_token_stream().span())
}

/// Returns the variable of the extracted argument `index`.
///
/// Items within a function shadow its parameters even with this span. The prefix keeps a handler from having the same
/// name.
pub(crate) fn argument(index: usize) -> Ident {
    Ident::new(&format!("httpauth_argument{index}"), own())
}
