//! The expansion that makes a struct an auth object. Nothing can fail here.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::validate::{Object, Realm};
use super::{Kind, digest};
use crate::callback::Slot;
use crate::span;

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
    let protection_space = protection_space(object);
    quote! {
        #(#cfgs)*
        const _: () = {
            #[allow(unused_imports)]
            use #private::EmptySlot as _;
            #authenticator
            #protection_space
            #scheme
            impl #private::InScope for #ident {}
        };
    }
}

/// Writes `impl Authenticator`, with the kind, the state and the slots that every object has.
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
    let (scheme, path) = (&object.scheme, path(object));
    let realm = match &object.realm {
        Realm::Text { realm, .. } => quote!(#realm),
        Realm::Expression(realm) => quote!(::core::stringify!(#realm)),
    };
    quote! {
        #[automatically_derived]
        impl #krate::Authenticator for #ident {
            type Scheme = #private::#kind;
            type State = #state;
            const REGISTRY: &'static #private::Registry = &#private::Registry::new(
                #path, #scheme, #realm, &[#(#slots),*],
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

/// Writes the path of the object, as people read it.
fn path(object: &Object<'_>) -> TokenStream {
    let name = object.ident.to_string();
    quote!(::core::concat!(::core::module_path!(), "::", #name))
}

/// Writes `impl HasRealm`, with the realm and the challenge. They are constants or the values of an expression.
fn protection_space(object: &Object<'_>) -> TokenStream {
    let (ident, krate, private) = (object.ident, object.krate, object.krate.private());
    let (setting, realm, challenge) = match &object.realm {
        Realm::Text { realm, challenge } => (
            TokenStream::new(),
            quote!(::core::result::Result::Ok(#realm)),
            quote!(::core::result::Result::Ok(
                const { #private::HeaderValue::from_static(#challenge) }
            )),
        ),
        Realm::Expression(realm) => {
            let (scheme, parameters) = (&object.scheme, object.kind.parameters());
            let at = span::of(realm);
            let own = krate.private_at(at);
            let new = quote_spanned!(at=> #own::Realm::new(#realm, #scheme, #parameters));
            let ty = quote!(#private::Realm);
            (
                setting(object, "realm", &ty, &new),
                quote!(__HTTPAUTH_REALM.get().map(#private::Realm::text)),
                quote!(__HTTPAUTH_REALM.get().map(#private::Realm::challenge)),
            )
        }
    };
    quote! {
        #setting
        #[automatically_derived]
        impl #private::HasRealm for #ident {
            #[inline]
            fn realm() -> ::core::result::Result<&'static ::core::primitive::str, #krate::SettingError> {
                #realm
            }
            #[inline]
            fn challenge() -> ::core::result::Result<#private::HeaderValue, #krate::SettingError> {
                #challenge
            }
        }
    }
}

/// Writes the static of a setting that is an expression.
///
/// `evaluated` is the expression's value of type `ty`, if it has one.
pub(super) fn setting(
    object: &Object<'_>,
    key: &str,
    ty: &TokenStream,
    evaluated: &TokenStream,
) -> TokenStream {
    let (private, path) = (object.krate.private(), path(object));
    let name = format_ident!("__HTTPAUTH_{}", key.to_ascii_uppercase());
    quote! {
        static #name: #private::Setting<#ty> = #private::Setting::new(#path, #key, || #evaluated);
    }
}

fn basic(object: &Object<'_>) -> TokenStream {
    let Object {
        ident,
        scheme,
        krate,
        ..
    } = object;
    let private = krate.private();
    let hash = Slot::HashPassword.of(ident, &private);
    quote! {
        #[automatically_derived]
        impl #private::BasicAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
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
        krate,
        ..
    } = object;
    let private = krate.private();
    let header = match &object.header {
        Some(header) => quote!(::core::option::Option::Some(#header)),
        None => quote!(::core::option::Option::None),
    };
    let (bare, bearer) = (object.bare, object.is_bearer());
    let invalid = bearer.then(|| challenge_invalid(object));
    quote! {
        #[automatically_derived]
        impl #private::TokenAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const HEADER: ::core::option::Option<&'static ::core::primitive::str> = #header;
            const BARE: ::core::primitive::bool = #bare;
            const BEARER: ::core::primitive::bool = #bearer;
            #invalid
        }
    }
}

/// Writes Bearer's own challenge to a token that is not valid.
fn challenge_invalid(object: &Object<'_>) -> TokenStream {
    let (krate, private) = (object.krate, object.krate.private());
    let invalid = match &object.realm {
        Realm::Text { challenge, .. } => {
            let invalid = format!("{challenge}, error=\"invalid_token\"");
            quote!(::core::result::Result::Ok(const { #private::HeaderValue::from_static(#invalid) }))
        }
        Realm::Expression(_) => {
            quote!(<Self as #private::HasRealm>::challenge().map(#private::invalid_token))
        }
    };
    quote! {
        #[inline]
        fn challenge_invalid() -> ::core::result::Result<#private::HeaderValue, #krate::SettingError> {
            #invalid
        }
    }
}
