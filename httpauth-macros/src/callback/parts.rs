//! What the callbacks of all slots have in common in their expansions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::validate::Callback;
use super::{Slot, lifetime};
use crate::span;

/// The callback as the registry shows it.
pub(super) fn registered(callback: &Callback<'_>) -> TokenStream {
    let private = callback.options.krate.private();
    let name = callback.function.sig.ident.to_string();
    quote! {
        const CALLBACK: ::core::option::Option<#private::Callback> = ::core::option::Option::Some(
            #private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", #name), ::core::file!(), ::core::line!(),
            ),
        );
    }
}

/// What the callback answers, as the trait's associated type.
pub(super) fn answer(callback: &Callback<'_>) -> TokenStream {
    match callback.output {
        Some(output) if callback.slot == Slot::GetUserRoles => lifetime::of_user(output),
        Some(output) => output.to_token_stream(),
        None => callback.slot.answer(),
    }
}

/// The arguments of a slot's trait, and the method that extracts them.
pub(super) fn trait_arguments(callback: &Callback<'_>) -> TokenStream {
    let private = callback.options.krate.private();
    let extractors = extractors(callback);
    let span = first_extractor(callback);
    let located = callback.options.krate.private_at(span);
    let extract = quote_spanned!(span=> #located::arguments(parts, state));
    quote_spanned! {span::own()=>
        type Arguments = #extractors;
        fn arguments(
            parts: &mut #private::Parts,
            state: &Self::State,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<Self::Arguments, #private::Response>,
        > + ::core::marker::Send {
            #extract
        }
    }
}

/// The tuple of the extractors' types; a mistake in one of them is reported at the first.
pub(super) fn extractors(callback: &Callback<'_>) -> TokenStream {
    let extractors = &callback.extractors;
    let span = first_extractor(callback);
    quote_spanned!(span=> (#(#extractors,)*))
}

/// Where a mistake in the extractors is reported.
pub(super) fn first_extractor(callback: &Callback<'_>) -> Span {
    callback.extractors.first().map_or_else(span::own, span::of)
}

/// Runs the extractors: a `Result`.
pub(super) fn extract(callback: &Callback<'_>) -> TokenStream {
    let extractors = extractors(callback);
    let span = first_extractor(callback);
    let private = callback.options.krate.private_at(span);
    quote_spanned!(span=> #private::arguments::<#extractors, _>(parts, state).await)
}

/// The names of the extracted arguments in the expansion.
pub(super) fn arguments(callback: &Callback<'_>) -> Vec<Ident> {
    (0..callback.extractors.len()).map(span::argument).collect()
}

/// The call of the callback; a type error in an input is reported at the callback's parameter.
pub(super) fn call(callback: &Callback<'_>, inputs: &[&str]) -> TokenStream {
    if !callback.is_legal {
        let private = callback.options.krate.private();
        return quote!(#private::stand_in());
    }
    let name = &callback.function.sig.ident;
    let inputs = inputs
        .iter()
        .zip(&callback.inputs)
        .map(|(input, ty)| Ident::new(input, span::of(ty)));
    let (arguments, dot_await) = (arguments(callback), dot_await(callback));
    quote!(#name(#(#inputs,)* #(#arguments,)*)#dot_await)
}

pub(super) fn dot_await(callback: &Callback<'_>) -> Option<TokenStream> {
    callback.function.sig.asyncness.map(|_| quote!(.await))
}
