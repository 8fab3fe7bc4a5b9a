//! The expansion of the callbacks whose slots may stay empty.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::parts::{answer, arguments, call, dot_await, extract, extracted, read, registered};
use super::slot::Callback;
use crate::span;

pub(super) fn hash_password(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    let (registered, extracted) = (registered(callback), extracted(callback));
    let text = read(callback, "Text", "into_text");
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
                #text.map(#private::Cow::Owned)
            }
        }
    }
}

/// Writes the callback of `#[generate_nonce]`, `#[generate_opaque]` or `#[realm]`.
pub(super) fn generate(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (private, marker) = (callback.options.krate.private(), callback.slot.marker());
    let text = read(callback, "Text", "into_text");
    about_request(
        callback,
        auth,
        &quote!(#private::Generate<#private::slots::#marker>),
        "generate",
        &quote!(#private::String),
        &quote!(#text.map(::core::option::Option::Some)),
    )
}

pub(super) fn client_ip(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let private = callback.options.krate.private();
    about_request(
        callback,
        auth,
        &quote!(#private::ClientIp),
        "client_ip",
        &quote!(#private::IpAddr),
        &read(callback, "Address", "into_address"),
    )
}

pub(super) fn resource(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    let resource = read(callback, "IntoResource", "into_resource");
    about_request(
        callback,
        auth,
        &quote!(#private::Resource),
        "resource",
        &quote!(#krate::ProtectedResource),
        &quote!(#resource.map(::core::option::Option::Some)),
    )
}

pub(super) fn forwarded_target(callback: &Callback<'_>, auth: &TokenStream) -> TokenStream {
    let (krate, private) = (&callback.options.krate, callback.options.krate.private());
    about_request(
        callback,
        auth,
        &quote!(#private::Target),
        "forwarded_target",
        &quote!(#krate::ForwardedTarget),
        &read(callback, "IntoTarget", "into_target"),
    )
}

/// Writes the callback of a slot that is asked about the request alone, as the method `name` of the trait `slot`.
/// `value` calls it, and returns `Some` of a `ty`.
fn about_request(
    callback: &Callback<'_>,
    auth: &TokenStream,
    slot: &TokenStream,
    name: &str,
    ty: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let private = callback.options.krate.private();
    let (registered, extracted) = (registered(callback), extracted(callback));
    let method = Ident::new(name, span::own());
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
