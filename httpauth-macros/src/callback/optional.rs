//! The expansion of the callbacks whose slots may stay empty.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::parts::{answer, arguments, call, dot_await, extract, extracted, registered};
use super::slot::Callback;
use crate::span;

pub(super) fn hash_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (registered, answer) = (registered(callback), answer(callback));
    let (extracted, call) = (extracted(callback), call(callback));
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::HashPassword for #auth {
            #registered
            async fn hash_password<'p>(
                username: &::core::primitive::str,
                password: &'p ::core::primitive::str,
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<#private::Cow<'p, ::core::primitive::str>, #private::Response> {
                #extracted
                #private::text::<#answer>(#call).map(#private::Cow::Owned)
            }
        }
    }
}

/// Writes the callback of `#[generate_nonce]`, `#[generate_opaque]` or `#[realm]`.
pub(super) fn generate(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (marker, answer, call) = (callback.slot.marker(), answer(callback), call(callback));
    asked(
        callback,
        auth,
        &quote_spanned!(span::own()=> #private::Generate<#private::slots::#marker>),
        &quote_spanned!(span::own()=> generate),
        &quote_spanned!(span::own()=> #private::String),
        &quote_spanned! {span::own()=>
            #private::text::<#answer>(#call).map(::core::option::Option::Some)
        },
    )
}

pub(super) fn client_ip(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (answer, call) = (answer(callback), call(callback));
    asked(
        callback,
        auth,
        &quote_spanned!(span::own()=> #private::ClientIp),
        &quote_spanned!(span::own()=> client_ip),
        &quote_spanned!(span::own()=> #private::IpAddr),
        &quote_spanned!(span::own()=> #private::address::<#answer>(#call)),
    )
}

pub(super) fn resource(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (answer, call) = (answer(callback), call(callback));
    let at = callback.output.map_or_else(span::own, span::of);
    let own = callback.options.krate.private_at(at);
    let resource = quote_spanned!(at=> #own::resource::<#answer>);
    asked(
        callback,
        auth,
        &quote_spanned!(span::own()=> #private::Resource),
        &quote_spanned!(span::own()=> resource),
        &quote_spanned!(span::own()=> #krate::ProtectedResource),
        &quote_spanned!(span::own()=> #resource(#call).map(::core::option::Option::Some)),
    )
}

pub(super) fn forwarded_target(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (answer, call) = (answer(callback), call(callback));
    let at = callback.output.map_or_else(span::own, span::of);
    let own = callback.options.krate.private_at(at);
    let target = quote_spanned!(at=> #own::target::<#answer>);
    asked(
        callback,
        auth,
        &quote_spanned!(span::own()=> #private::Target),
        &quote_spanned!(span::own()=> forwarded_target),
        &quote_spanned!(span::own()=> #krate::ForwardedTarget),
        &quote_spanned!(span::own()=> #target(#call)),
    )
}

/// Writes the callback of a slot that is asked about the request alone. `value` calls it, and returns `Some` of a `ty`.
fn asked(
    callback: &Callback<'_>,
    auth: &TokenStream,
    slot: &TokenStream,
    method: &TokenStream,
    ty: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let private = callback.options.krate.private();
    let (registered, extracted) = (registered(callback), extracted(callback));
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #slot for #auth {
            #registered
            async fn #method(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#ty>, #private::Response> {
                #extracted
                #value
            }
        }
    }
}

/// Writes the callback of `#[verify_nonce]` or `#[verify_opaque]`.
pub(super) fn verify(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (marker, registered) = (callback.slot.marker(), registered(callback));
    let (answer, extracted, call) = (answer(callback), extracted(callback), call(callback));
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::Verify<#private::slots::#marker> for #auth {
            #registered
            async fn verify(
                value: &[::core::primitive::u8],
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<::core::primitive::bool>, #private::Response> {
                let ::core::result::Result::Ok(value) = ::core::str::from_utf8(value) else {
                    return ::core::result::Result::Ok(::core::option::Option::Some(false));
                };
                #extracted
                #private::verdict::<#answer>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

pub(super) fn error_handler(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (registered, arguments) = (registered(callback), arguments(callback));
    let error = callback.inputs.iter().map(
        |ty| quote_spanned!(span::of(ty)=> <#ty as #private::ErrorArgument>::from_error(error),),
    );
    let name = &callback.function.sig.ident;
    let (types, extract, dot_await) =
        (&callback.extractors, extract(callback), dot_await(callback));
    let span = callback.output.map_or_else(|| span::of(name), span::of);
    let respond =
        quote_spanned!(span=> #private::Answer(answer).__httpauth_respond(error.status()));
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::ErrorHandler for #auth {
            #registered
            async fn error_handler(
                error: &#krate::AuthError,
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> #private::Response {
                #[allow(unused_imports)]
                use #private::BodyOnly as _;
                #(let #arguments: #types = match #extract {
                    ::core::result::Result::Ok(argument) => argument,
                    ::core::result::Result::Err(rejection) => return rejection,
                };)*
                let answer = #name(#(#error)* #(#arguments,)*)#dot_await;
                #respond
            }
        }
    }
}
