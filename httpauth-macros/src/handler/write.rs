//! The parts of the expansion of a handler with the user's function inside.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{GenericParam, ReturnType, Signature, Type};

use super::attrs::{Place, place};
use crate::item::Function;
use crate::span;

/// Returns the attributes that stay outside.
pub(crate) fn outer(function: &Function) -> TokenStream {
    let attrs = function.attrs.iter();
    let attrs = attrs.filter(|attr| place(attr) == Place::Outside);
    quote!(#(#attrs)*)
}

/// Returns the user's function, with the attributes that need it.
pub(crate) fn inner(function: &Function) -> TokenStream {
    let attrs = function.attrs.iter();
    let attrs = attrs.filter(|attr| place(attr) == Place::Inside);
    let Function { sig, body, .. } = function;
    quote!(#(#attrs)* #sig #body)
}

/// Writes the signature of the outer function with these parameters.
pub(crate) fn signature(
    function: &Function,
    parameters: &TokenStream,
    private: &TokenStream,
) -> TokenStream {
    let Function { vis, sig, .. } = function;
    let (ident, generics, where_clause) = (&sig.ident, &sig.generics, &sig.generics.where_clause);
    quote!(#vis async fn #ident #generics(#parameters) -> #private::Response #where_clause)
}

/// Returns the generic arguments with which the outer function calls the inner one.
pub(crate) fn turbofish(sig: &Signature) -> Option<TokenStream> {
    let forwarded: Vec<&Ident> = sig.generics.params.iter().filter_map(forwarded).collect();
    (!forwarded.is_empty()).then(|| quote!(::<#(#forwarded),*>))
}

/// Returns the name of a generic parameter that a call has to name.
///
/// A lifetime cannot be named, but a type may be found nowhere else.
pub(crate) fn forwarded(parameter: &GenericParam) -> Option<&Ident> {
    match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(parameter) => Some(&parameter.ident),
        GenericParam::Lifetime(_) => None,
    }
}

/// Returns the place of the handler's return type, where an answer that is not a response is reported.
pub(crate) fn answer(sig: &Signature) -> Span {
    match &sig.output {
        ReturnType::Type(_, ty) => span::of(ty),
        ReturnType::Default => span::of(&sig.ident),
    }
}

/// Writes the parameters of a public handler, the first of which carries the mark.
pub(crate) fn public_parameters<'a>(
    extractors: impl IntoIterator<Item = (usize, &'a Type)>,
    private: &TokenStream,
) -> TokenStream {
    let mut extractors = extractors.into_iter();
    let first = match extractors.next() {
        Some((index, ty)) => {
            let name = span::argument(index);
            quote_spanned!(span::own()=> #name: #private::Public<#ty>)
        }
        None => quote_spanned!(span::own()=> _: #private::Public<()>),
    };
    let others = extractors.map(parameter);
    quote!(#first, #(#others,)*)
}

/// Writes a parameter.
pub(crate) fn parameter((index, ty): (usize, &Type)) -> TokenStream {
    let name = span::argument(index);
    quote!(#name: #ty)
}

/// Writes a stand-in for a handler that is reported as wrong.
///
/// It has the parameters of a public handler, so that code that routes it causes no further errors.
pub(crate) fn stand_in<'a>(
    function: &Function,
    extractors: impl IntoIterator<Item = (usize, &'a Type)>,
    next: Option<(usize, &'a Type)>,
    private: &TokenStream,
) -> TokenStream {
    let parameters = public_parameters(extractors, private);
    let next = next.map(parameter);
    let signature = signature(function, &quote!(#parameters #next), private);
    let (outer, inner) = (outer(function), inner(function));
    quote_spanned! {span::own()=>
        #outer
        #[allow(unused_variables)]
        #signature {
            #[allow(dead_code)]
            #inner
            #private::stand_in()
        }
    }
}
