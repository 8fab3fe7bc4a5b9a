//! The expansion of a guarded handler and its policy. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::alias;
use super::parse::Options;
use super::policy;
use super::role::Rule;
use super::validate::{Guarded, Handler, Parameter};
use crate::handler;
use crate::item::Struct;
use crate::span;

pub(super) fn guarded(
    options: &Options,
    rule: Option<&Rule>,
    guarded: &Guarded<'_>,
) -> TokenStream {
    match guarded {
        Guarded::Handler(handler) => guarded_handler(options, rule, handler),
        Guarded::Policy(item) => declared_policy(options, rule, item),
    }
}

/// Writes a stand-in for an item that is reported as wrong.
///
/// Code that routes the handler or names the policy then causes no further errors.
pub(super) fn stand_in(options: &Options, guarded: &Guarded<'_>) -> TokenStream {
    let guarded = match guarded {
        Guarded::Policy(item) if !options.auth_is_unknown => {
            return declared_policy(options, None, &item.unit());
        }
        Guarded::Policy(item) => return item.to_token_stream(),
        Guarded::Handler(guarded) => guarded,
    };
    let (function, private) = (guarded.function, options.krate.private());
    handler::stand_in(function, guarded.extractors(), guarded.next(), &private)
}

/// Writes `struct AdminsOnly;` with its policy.
fn declared_policy(options: &Options, rule: Option<&Rule>, item: &Struct) -> TokenStream {
    let cfgs = item.cfgs();
    let policy = policy::of_struct(options, rule, item);
    quote!(#item #(#cfgs)* #policy)
}

/// Writes the handler behind its guard. The user's function stands word for word inside of it.
fn guarded_handler(options: &Options, rule: Option<&Rule>, handler: &Handler<'_>) -> TokenStream {
    let function = handler.function;
    let (private, ident) = (options.krate.private(), &function.sig.ident);
    let cfgs = function.cfgs();
    let name = format_ident!("__httpauth_{}", ident);
    let (user, call, respond) = (user(handler), call(handler), respond(handler));
    let policy = policy::of_handler(options, rule, handler, &name, &user);
    let alias = alias::check(options, handler);
    let guard = guard(handler, &quote!(#name, #user), &private);
    let (vis, outer, inner) = (
        &function.vis,
        handler::outer(function),
        handler::inner(function),
    );
    let signature = handler::signature(function, &guard, &private);
    let arguments = arguments(handler);
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
    let next = handler.next().map(handler::parameter);
    quote_spanned!(span::own()=> guard: #private::LoginRequired<#of, (#(#extractors,)*), #marker>, #next)
}

/// Returns the variables of the extractors' values.
fn arguments(handler: &Handler<'_>) -> Vec<Ident> {
    handler
        .extractors()
        .map(|(index, _)| span::argument(index))
        .collect()
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
                Parameter::Roles(_) | Parameter::Extractor(_) | Parameter::Next(_) => {
                    span::argument(index).into_token_stream()
                }
            });
    let turbofish = handler::turbofish(sig);
    quote!(#ident #turbofish(#(#arguments),*).await)
}

/// Writes the call that hands the handler's response to the guard.
///
/// An answer that is not a response is reported at the handler's return type.
fn respond(handler: &Handler<'_>) -> TokenStream {
    let span = handler::answer(&handler.function.sig);
    quote_spanned!(span=> guard.respond(response))
}
