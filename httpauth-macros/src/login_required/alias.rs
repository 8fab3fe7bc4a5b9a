//! The check for a parameter that is the user or the roles by another name than `CurrentUser` or `CurrentRoles`. Only its
//! type tells.

use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Type;

use super::parse::Options;
use super::validate::{Handler, Parameter, argument};
use crate::handler::{self, find};
use crate::item::{Function, last_segment};
use crate::span;

/// The names of axum's extractors. They spare the compiler the check, since nobody gives them to an alias of another
/// type.
const EXTRACTORS: [&str; 22] = [
    "Bytes",
    "ConnectInfo",
    "Extension",
    "Extensions",
    "Form",
    "HeaderMap",
    "Json",
    "MatchedPath",
    "Method",
    "Multipart",
    "NestedPath",
    "OriginalUri",
    "Path",
    "Query",
    "RawForm",
    "RawQuery",
    "Request",
    "State",
    "String",
    "Uri",
    "Version",
    "WebSocketUpgrade",
];

/// Writes the check that no extractor of the handler is the user or the roles.
///
/// Such an extractor would look for them in the request's extensions, where this guard does not put them. The answer
/// would always be a 500.
pub(super) fn check(options: &Options, handler: &Handler<'_>) -> Option<TokenStream> {
    let (function, private) = (handler.function, options.krate.private());
    let types = handler.parameters.iter().filter_map(Parameter::other);
    let publishes = handler.publishes(options);
    let checks: Vec<TokenStream> = types
        .filter(|ty| may_be_alias(ty, function))
        .map(|ty| {
            let is_user = (!publishes).then(|| is_no_user(ty, &private));
            quote_spanned! {span::of(ty)=>
                #is_user
                ::core::assert!(
                    !<#private::Parameter<#ty>>::IS_ROLES,
                    "this is `CurrentRoles` by another name, so the guard does not hand it over; write \
                     `CurrentRoles<R>` or `Option<CurrentRoles<R>>`"
                );
            }
        })
        .collect();
    if checks.is_empty() {
        return None;
    }
    let cfgs = function.cfgs();
    Some(quote_spanned! {span::own()=>
        #(#cfgs)*
        #[allow(deprecated)]
        const _: () = {
            #[allow(unused_imports)]
            use #private::OtherParameter as _;
            #(#checks)*
        };
    })
}

fn is_no_user(ty: &Type, private: &TokenStream) -> TokenStream {
    quote_spanned! {span::of(ty)=>
        ::core::assert!(
            !<#private::Parameter<#ty>>::IS_USER,
            "this is `CurrentUser` by another name, so the guard does not hand it over; write `CurrentUser<T>` or \
             `Option<CurrentUser<T>>`, or `#[login_required(extensions)]` to extract it from the request"
        );
    }
}

/// Returns whether this type can be named outside of the handler, and can be an alias.
fn may_be_alias(ty: &Type, function: &Function) -> bool {
    let Some(segment) = last_segment(ty) else {
        return false;
    };
    let held = match argument(ty) {
        Some(held) if segment.ident == "Option" || segment.ident == "Result" => held,
        _ => ty,
    };
    let Some(segment) = last_segment(held) else {
        return false;
    };
    let is_known = EXTRACTORS.iter().any(|name| segment.ident == name);
    let tokens = || quote!(#ty);
    let generics = function.sig.generics.params.iter();
    let mut generics = generics.filter_map(handler::forwarded);
    !is_known
        && !is_within(tokens())
        && !generics.any(|name| find(tokens(), &name.to_string()).is_some())
}

/// Returns whether the type has a part that only the function's signature may have, which is a lifetime, `_` or `impl`.
fn is_within(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "_" || ident == "impl",
        TokenTree::Punct(punct) => punct.as_char() == '\'',
        TokenTree::Group(group) => is_within(group.stream()),
        TokenTree::Literal(_) => false,
    })
}
