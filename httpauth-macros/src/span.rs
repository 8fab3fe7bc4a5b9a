//! Spans that show a mistake where the user wrote it, in code that the user did not write.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;

/// The place of `tokens`, for generated code: lints know it from the user's own, and its names are looked up where the
/// attribute stands, even if the tokens come from a `macro_rules!` macro.
pub(crate) fn of(tokens: impl ToTokens) -> Span {
    Span::call_site().located_at(tokens.to_token_stream().span())
}
