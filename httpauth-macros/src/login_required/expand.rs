//! The expansion of a guarded handler and its policy. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericParam, ReturnType};

use super::alias;
use super::attrs::{Place, place};
use super::parse::Options;
use super::policy::policy;
use super::validate::{Guarded, Handler, Parameter};
use crate::item::{Function, Struct};
use crate::span;

pub(super) fn guarded(options: &Options, guarded: &Guarded<'_>) -> TokenStream {
    match guarded {
        Guarded::Handler(handler) => guarded_handler(options, handler),
        Guarded::Policy(item) => declared_policy(options, item),
    }
}

/// Writes a stand-in for an item that is reported as wrong.
///
/// Code that routes the handler or names the policy then causes no further errors.
pub(super) fn stand_in(options: Options, guarded: &Guarded<'_>) -> TokenStream {
    let options = Options {
        role: None,
        ..options
    };
    let handler = match guarded {
        Guarded::Policy(item) if !options.auth_is_unknown => {
            return declared_policy(&options, &item.unit());
        }
        Guarded::Policy(item) => return item.to_token_stream(),
        Guarded::Handler(handler) => handler,
    };
    let (private, inner) = (options.krate.private(), inner(handler.function));
    let outer = outer(handler.function);
    let parameters = handler.extractors().chain(handler.next());
    let parameters = parameters.map(|(index, ty)| {
        let name = span::argument(index);
        quote!(#name: #ty)
    });
    let signature = signature(handler, &quote!(#(#parameters,)*), &private);
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

/// Writes `struct AdminsOnly;` with its policy.
fn declared_policy(options: &Options, item: &Struct) -> TokenStream {
    let cfgs = item.cfgs();
    let policy = policy(options, &item.ident, &item.ident, &quote!(()), true);
    quote!(#item #(#cfgs)* #policy)
}

/// Writes the handler behind its guard. The user's function stands word for word inside of it.
fn guarded_handler(options: &Options, handler: &Handler<'_>) -> TokenStream {
    let function = handler.function;
    let (private, ident) = (options.krate.private(), &function.sig.ident);
    let cfgs = function.cfgs();
    let name = format_ident!("__httpauth_{}", ident);
    let (user, call, respond) = (user(handler), call(handler), respond(handler));
    let policy = policy(options, &name, ident, &user, handler.publishes(options));
    let alias = alias::check(options, handler);
    let guard = guard(handler, &quote!(#name, #user), &private);
    let (vis, outer, inner) = (&function.vis, outer(function), inner(function));
    let (signature, arguments) = (signature(handler, &guard, &private), arguments(handler));
    quote_spanned! {span::own()=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, unreachable_pub)]
        #vis struct #name;
        #(#cfgs)*
        #policy
        #alias

        #outer
        #[allow(private_interfaces)]
        #signature {
            let (guard, httpauth_user, (#(#arguments,)*)) = guard.into_parts();
            let response = { #inner #call };
            match #respond {
                ::core::result::Result::Ok(response) => response,
                ::core::result::Result::Err(answer) => answer.await,
            }
        }
    }
}

/// Returns the guard's parameter and `Next`, if the handler has one.
///
/// The marker of the last extractor is anonymous, so that a caller may name the handler's own type parameters.
fn guard(handler: &Handler<'_>, of: &TokenStream, private: &TokenStream) -> TokenStream {
    let extractors: Vec<_> = handler.extractors().map(|(_, ty)| ty).collect();
    let marker = if extractors.is_empty() {
        quote!(())
    } else {
        quote!(impl ::core::marker::Send + 'static)
    };
    let next = handler.next().map(|(index, ty)| {
        let name = span::argument(index);
        quote!(#name: #ty)
    });
    quote_spanned!(span::own()=> guard: #private::LoginRequired<#of, (#(#extractors,)*), #marker>, #next)
}

/// Returns the variables of the extractors' values.
fn arguments(handler: &Handler<'_>) -> Vec<Ident> {
    handler
        .extractors()
        .map(|(index, _)| span::argument(index))
        .collect()
}

/// Returns the attributes that stay outside.
fn outer(function: &Function) -> TokenStream {
    let attrs = function.attrs.iter();
    let attrs = attrs.filter(|attr| place(attr) == Place::Outside);
    quote!(#(#attrs)*)
}

/// Returns the user's function, with the attributes that need it.
fn inner(function: &Function) -> TokenStream {
    let attrs = function.attrs.iter();
    let attrs = attrs.filter(|attr| place(attr) == Place::Inside);
    let Function { sig, body, .. } = function;
    quote!(#(#attrs)* #sig #body)
}

/// Writes the signature of the outer function with these parameters.
fn signature(
    handler: &Handler<'_>,
    parameters: &TokenStream,
    private: &TokenStream,
) -> TokenStream {
    let Function { vis, sig, .. } = handler.function;
    let (ident, generics, where_clause) = (&sig.ident, &sig.generics, &sig.generics.where_clause);
    quote!(#vis async fn #ident #generics(#parameters) -> #private::Response #where_clause)
}

/// Returns the type of the user's parameter, or `()` if there is no such parameter.
fn user(handler: &Handler<'_>) -> TokenStream {
    let user = handler.parameters.iter().find_map(Parameter::user);
    user.map_or_else(|| quote!(()), ToTokens::to_token_stream)
}

/// Writes the call of the user's function.
fn call(handler: &Handler<'_>) -> TokenStream {
    let sig = &handler.function.sig;
    let ident = &sig.ident;
    let arguments =
        handler
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| match parameter {
                Parameter::User(_) => quote_spanned!(span::own()=> httpauth_user),
                Parameter::Extractor(_) | Parameter::Next(_) => {
                    span::argument(index).into_token_stream()
                }
            });
    let forwarded: Vec<&Ident> = sig.generics.params.iter().filter_map(forwarded).collect();
    let turbofish = if forwarded.is_empty() {
        None
    } else {
        Some(quote!(::<#(#forwarded),*>))
    };
    quote!(#ident #turbofish(#(#arguments),*).await)
}

/// Writes the call that hands the handler's response to the guard.
///
/// An answer that is not a response is reported at the handler's return type.
fn respond(handler: &Handler<'_>) -> TokenStream {
    let sig = &handler.function.sig;
    let span = match &sig.output {
        ReturnType::Type(_, ty) => span::of(ty),
        ReturnType::Default => span::of(&sig.ident),
    };
    quote_spanned!(span=> guard.respond(response))
}

/// Returns the name of a generic parameter that a call has to name.
///
/// A lifetime cannot be named, but a type may be found nowhere else.
fn forwarded(parameter: &GenericParam) -> Option<&Ident> {
    match parameter {
        GenericParam::Type(parameter) => Some(&parameter.ident),
        GenericParam::Const(parameter) => Some(&parameter.ident),
        GenericParam::Lifetime(_) => None,
    }
}
