//! Writes what makes a struct an auth object. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::validate::Object;
use super::{Kind, digest};
use crate::callback::Slot;

pub(super) fn object(object: &Object<'_>) -> TokenStream {
    let Object {
        ident, cfgs, krate, ..
    } = object;
    let private = krate.private();
    let scheme = match object.kind {
        Kind::Basic => basic(object),
        Kind::Digest => digest::expand(object),
        Kind::Token => token(object),
    };
    let authenticator = authenticator(object);
    quote! {
        #(#cfgs)*
        const _: () = {
            #[allow(unused_imports)]
            use #private::EmptySlot as _;
            #authenticator
            #scheme
            impl #private::InScope for #ident {}
        };
    }
}

/// `impl Authenticator`: the kind, the state and the slots that every object has.
fn authenticator(object: &Object<'_>) -> TokenStream {
    let Object { ident, krate, .. } = object;
    let private = krate.private();
    let kind = match object.kind {
        Kind::Basic => quote!(Basic),
        Kind::Digest => quote!(Digest),
        Kind::Token => quote!(Token),
    };
    let slots = object.kind.slots().iter().map(|slot| {
        let (name, own) = (slot.name(), slot.of(ident, &private));
        quote!(#private::Slot::new(#name, #own::CALLBACK))
    });
    let error_handler = Slot::ErrorHandler.of(ident, &private);
    let state = match object.state {
        Some(state) => state.to_token_stream(),
        None => quote!(#private::AnyState),
    };
    let (scheme, realm, name) = (&object.scheme, &object.realm, ident.to_string());
    quote! {
        #[automatically_derived]
        impl #krate::Authenticator for #ident {
            type Scheme = #private::#kind;
            type State = #state;
            const REGISTRY: &'static #private::Registry = &#private::Registry::new(
                ::core::concat!(::core::module_path!(), "::", #name), #scheme, #realm, &[#(#slots),*],
            );
            async fn error_handler(
                error: &#krate::AuthError,
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> #private::Response {
                #error_handler::error_handler(error, parts, state).await
            }
        }
    }
}

fn basic(object: &Object<'_>) -> TokenStream {
    let Object {
        ident,
        scheme,
        challenge,
        krate,
        ..
    } = object;
    let private = krate.private();
    let hash = Slot::HashPassword.of(ident, &private);
    quote! {
        #[automatically_derived]
        impl #private::BasicAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const CHALLENGE: &'static ::core::primitive::str = #challenge;
            const HASHES: ::core::primitive::bool = #hash::CALLBACK.is_some();
            async fn hash_password<'p>(
                username: &::core::primitive::str,
                password: &'p ::core::primitive::str,
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<#private::Cow<'p, ::core::primitive::str>, #private::Response> {
                #hash::hash_password(username, password, parts, state).await
            }
        }
    }
}

fn token(object: &Object<'_>) -> TokenStream {
    let Object {
        ident,
        scheme,
        challenge,
        krate,
        ..
    } = object;
    let private = krate.private();
    let header = match &object.header {
        Some(header) => quote!(::core::option::Option::Some(#header)),
        None => quote!(::core::option::Option::None),
    };
    let (bare, bearer) = (object.bare, object.is_bearer());
    let invalid = if bearer {
        format!("{challenge}, error=\"invalid_token\"")
    } else {
        challenge.clone()
    };
    quote! {
        #[automatically_derived]
        impl #private::TokenAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const HEADER: ::core::option::Option<&'static ::core::primitive::str> = #header;
            const BARE: ::core::primitive::bool = #bare;
            const CHALLENGE: &'static ::core::primitive::str = #challenge;
            const CHALLENGE_INVALID: &'static ::core::primitive::str = #invalid;
            const BEARER: ::core::primitive::bool = #bearer;
        }
    }
}
