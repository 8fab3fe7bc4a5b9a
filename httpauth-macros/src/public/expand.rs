//! The expansion of a public handler. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

use super::parse::Options;
use super::validate::Handler;
use crate::handler;
use crate::registry;
use crate::span;

/// Writes the handler with its mark. The user's function stands word for word inside of it.
pub(super) fn handler(options: &Options, handler: &Handler<'_>) -> TokenStream {
    let (function, private) = (handler.function, options.krate.private());
    let (outer, inner) = (handler::outer(function), handler::inner(function));
    let parameters = handler::public_parameters(handler.extractors(), &private);
    let signature = handler::signature(function, &parameters, &private);
    let (call, row) = (call(handler), row(options, handler));
    let into_response = quote_spanned!(handler::answer(&function.sig)=> #private::IntoResponse::into_response(response));
    quote_spanned! {span::own()=>
        #row
        #outer
        #signature {
            let response = { #inner #call };
            #into_response
        }
    }
}

/// Writes a stand-in for a handler that is reported as wrong.
pub(super) fn stand_in(options: &Options, handler: &Handler<'_>) -> TokenStream {
    let private = options.krate.private();
    handler::stand_in(handler.function, handler.extractors(), None, &private)
}

/// Writes the call of the user's function. The first argument is taken out of the mark.
fn call(handler: &Handler<'_>) -> TokenStream {
    let sig = &handler.function.sig;
    let (ident, turbofish) = (&sig.ident, handler::turbofish(sig));
    let arguments = handler.extractors().map(|(index, _)| {
        let argument = span::argument(index);
        match index {
            0 => quote_spanned!(span::own()=> #argument.0),
            _ => argument.into_token_stream(),
        }
    });
    quote!(#ident #turbofish(#(#arguments),*).await)
}

/// Writes the row of the access matrix.
fn row(options: &Options, handler: &Handler<'_>) -> TokenStream {
    let (function, private) = (handler.function, options.krate.private());
    let (cfgs, path) = (function.cfgs(), registry::path(&function.sig.ident));
    let reason = registry::option(options.reason.as_ref());
    let operation_id = registry::option(options.operation_id.as_ref());
    quote_spanned! {span::own()=>
        #(#cfgs)*
        const _: () = {
            #private::public_handler! {
                #path,
                #reason,
                #operation_id,
                (::core::file!(), ::core::line!()),
            }
        };
    }
}
