//! The handlers with a parameter below `#[cfg]`, which an attribute macro sees before the compiler decides about it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, Meta, PatType};

use super::Decision;
use crate::item::Function;
use crate::krate::Krate;

/// Writes a handler with a parameter below `#[cfg(…)]` once for each case, each below the same attribute.
///
/// Returns `None` for a handler without such a parameter.
pub(crate) fn cases(
    decision: Decision,
    arguments: &TokenStream,
    function: &Function,
    krate: &Krate,
) -> Option<TokenStream> {
    let inputs = function.sig.inputs.iter();
    let (index, at, condition) = inputs.enumerate().find_map(|(index, input)| match input {
        FnArg::Typed(parameter) => {
            condition(parameter).map(|(at, condition)| (index, at, condition))
        }
        FnArg::Receiver(_) => None,
    })?;
    let [with, without] = [true, false].map(|keep| case(function, index, at, keep));
    let attribute = decision.attribute();
    Some(quote! {
        #[cfg(#condition)]
        #[#krate::#attribute(#arguments)]
        #with
        #[cfg(not(#condition))]
        #[#krate::#attribute(#arguments)]
        #without
    })
}

/// Returns the parameter's first `#[cfg]`, as its place among the attributes and its condition.
fn condition(parameter: &PatType) -> Option<(usize, TokenStream)> {
    let mut attrs = parameter.attrs.iter().enumerate();
    attrs.find_map(|(at, attr)| match &attr.meta {
        Meta::List(list) if list.path.is_ident("cfg") => Some((at, list.tokens.clone())),
        _ => None,
    })
}

/// Returns the function without the attribute `at` of its parameter `index`, or without this parameter.
fn case(function: &Function, index: usize, at: usize, keep: bool) -> TokenStream {
    let Function {
        attrs,
        vis,
        sig,
        body,
    } = function;
    let mut sig = sig.clone();
    let inputs = sig.inputs.into_iter().enumerate();
    sig.inputs = inputs
        .filter(|(place, _)| keep || *place != index)
        .map(|(place, mut input)| {
            if let (true, FnArg::Typed(parameter)) = (place == index, &mut input) {
                parameter.attrs.remove(at);
            }
            input
        })
        .collect();
    quote!(#(#attrs)* #vis #sig #body)
}
