//! The parts that the expansions of all slots have in common.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::lifetime;
use super::slot::{Answer, Callback, Inputs};
use crate::span;

/// Writes the callback as the registry shows it.
pub(super) fn registered(callback: &Callback<'_>) -> TokenStream {
    let private = callback.options.krate.private();
    let name = callback.function.sig.ident.to_string();
    let extractors = (!callback.extractors.is_empty()).then(|| quote!(.with_extractors()));
    let anonymous = (callback.options.anonymous.as_ref()).map(|_| quote!(.anonymous()));
    quote! {
        const CALLBACK: ::core::option::Option<#private::Callback> = ::core::option::Option::Some(
            #private::Callback::new(
                ::core::concat!(::core::module_path!(), "::", #name), ::core::file!(), ::core::line!(),
            )#extractors #anonymous,
        );
    }
}

/// Returns the type of the callback's answer, as the trait's associated type has it.
pub(super) fn answer(callback: &Callback<'_>) -> TokenStream {
    let slot = callback.slot;
    match (callback.output, &slot.answer) {
        (Some(output), Answer::Borrowed) => lifetime::of_user(output),
        (Some(output), Answer::Owned | Answer::Response) => output.to_token_stream(),
        (None, _) => slot
            .stand_in
            .map_or_else(|| quote!(()), |stand_in| stand_in()),
    }
}

/// Writes the associated type `name`, which is the type of the callback's answer.
pub(super) fn answer_type(callback: &Callback<'_>, name: &str) -> TokenStream {
    let span = callback.output.map_or_else(span::own, span::of);
    let (name, answer) = (Ident::new(name, span), answer(callback));
    quote_spanned!(span=> type #name = #answer;)
}

/// Writes a lint whose reason explains that a callback's answer cannot be more private than its auth object.
///
/// The compiler reports this mistake as E0446, for which it takes no message of ours. It adds the reason of this lint,
/// which finds nothing but that mistake, where a method names the answer. `refining_impl_trait` is allowed because it
/// takes that answer for another type than the trait's if it has lifetimes of its own.
pub(super) fn as_visible() -> TokenStream {
    quote! {
        #[allow(refining_impl_trait)]
        #[deny(
            private_interfaces,
            reason = "make the types that this callback returns as visible as the auth object, as in `pub(crate) \
                      struct User`"
        )]
    }
}

/// Writes the arguments of a slot's trait, and the method that extracts them.
pub(super) fn trait_arguments(callback: &Callback<'_>) -> TokenStream {
    let private = callback.options.krate.private();
    let (types, extract) = (&callback.extractors, extract(callback));
    quote_spanned! {span::own()=>
        type Arguments = (#(#types,)*);
        #[allow(unused_variables)]
        fn arguments(
            parts: &mut #private::Parts,
            state: &Self::State,
        ) -> impl ::core::future::Future<
            Output = ::core::result::Result<Self::Arguments, #private::Response>,
        > + ::core::marker::Send {
            async move { ::core::result::Result::Ok((#(#extract?,)*)) }
        }
    }
}

/// Writes the extractors' runs, a `Result` each. A mistake in one is reported at its parameter.
pub(super) fn extract(callback: &Callback<'_>) -> Vec<TokenStream> {
    let extractors = callback.extractors.iter().map(|ty| {
        let span = span::of(ty);
        let private = callback.options.krate.private_at(span);
        quote_spanned!(span=> #private::extract(parts, state).await)
    });
    extractors.collect()
}

/// Writes the statements that extract the arguments, and return the rejection of the first that fails.
pub(super) fn extracted(callback: &Callback<'_>) -> TokenStream {
    let (arguments, types, extract) =
        (arguments(callback), &callback.extractors, extract(callback));
    quote_spanned!(span::own()=> #(let #arguments: #types = #extract?;)*)
}

/// Returns the names of the extracted arguments in the expansion.
pub(super) fn arguments(callback: &Callback<'_>) -> Vec<Ident> {
    (0..callback.extractors.len()).map(span::argument).collect()
}

/// Returns the names of the parameters before the extractors, as the trait's method has them.
pub(super) fn inputs(callback: &Callback<'_>) -> &'static [&'static str] {
    match callback.slot.inputs {
        Inputs::Text(_, names) => names,
        Inputs::User => &["user"],
        Inputs::Error => &["error"],
    }
}

/// Writes the call of the callback. A type error in an input is reported at the callback's parameter.
pub(super) fn call(callback: &Callback<'_>) -> TokenStream {
    if !callback.is_legal {
        let private = callback.options.krate.private();
        return quote!(#private::stand_in());
    }
    let name = &callback.function.sig.ident;
    let inputs = inputs(callback);
    // A callback may leave out the first ones.
    let left_out = inputs.len().saturating_sub(callback.inputs.len());
    let inputs = inputs
        .iter()
        .skip(left_out)
        .zip(&callback.inputs)
        .map(|(input, ty)| Ident::new(input, span::of(ty)));
    let (arguments, dot_await) = (arguments(callback), dot_await(callback));
    quote!(#name(#(#inputs,)* #(#arguments,)*)#dot_await)
}

pub(super) fn dot_await(callback: &Callback<'_>) -> Option<TokenStream> {
    callback.function.sig.asyncness.map(|_| quote!(.await))
}
