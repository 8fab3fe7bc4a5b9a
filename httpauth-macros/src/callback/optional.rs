//! The expansion of the callbacks whose slots may stay empty.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use super::parts::{answer, arguments, call, dot_await, extract, registered};
use super::slot::Callback;
use crate::span;

pub(super) fn hash_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (registered, answer) = (registered(callback), answer(callback));
    let (arguments, types, extract) =
        (arguments(callback), &callback.extractors, extract(callback));
    let call = call(callback);
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
                #(let #arguments: #types = #extract?;)*
                #private::text::<#answer>(#call).map(#private::Cow::Owned)
            }
        }
    }
}

/// Writes the callback of `#[generate_nonce]`, `#[generate_opaque]` or `#[realm]`.
pub(super) fn generate(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (marker, registered) = (callback.slot.marker(), registered(callback));
    let (answer, arguments, extract) = (answer(callback), arguments(callback), extract(callback));
    let (types, call) = (&callback.extractors, call(callback));
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::Generate<#private::slots::#marker> for #auth {
            #registered
            async fn generate(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#private::String>, #private::Response> {
                #(let #arguments: #types = #extract?;)*
                #private::text::<#answer>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

pub(super) fn client_ip(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (registered, answer) = (registered(callback), answer(callback));
    let (arguments, types, extract) =
        (arguments(callback), &callback.extractors, extract(callback));
    let call = call(callback);
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::ClientIp for #auth {
            #registered
            async fn client_ip(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#private::IpAddr>, #private::Response> {
                #(let #arguments: #types = #extract?;)*
                #private::address::<#answer>(#call)
            }
        }
    }
}

/// Writes the callback of `#[verify_nonce]` or `#[verify_opaque]`.
pub(super) fn verify(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (marker, registered) = (callback.slot.marker(), registered(callback));
    let (answer, arguments, extract) = (answer(callback), arguments(callback), extract(callback));
    let (types, call) = (&callback.extractors, call(callback));
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
                #(let #arguments: #types = #extract?;)*
                #private::verdict::<#answer>(#call).map(::core::option::Option::Some)
            }
        }
    }
}

pub(super) fn resource(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let (registered, arguments) = (registered(callback), arguments(callback));
    let (answer, extract) = (answer(callback), extract(callback));
    let (types, call) = (&callback.extractors, call(callback));
    let at = callback.output.map_or_else(span::own, span::of);
    let own = callback.options.krate.private_at(at);
    let resource = quote_spanned!(at=> #own::resource::<#answer>);
    quote_spanned! {span::own()=>
        #[automatically_derived]
        impl #private::Resource for #auth {
            #registered
            async fn resource(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#krate::ProtectedResource>, #private::Response> {
                #(let #arguments: #types = #extract?;)*
                #resource(#call).map(::core::option::Option::Some)
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
    let respond = quote_spanned!(span=> #private::Answer(answer).respond(error.status()));
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
