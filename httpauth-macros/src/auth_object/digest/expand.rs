//! The part of the expansion that only a Digest object has. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::{Digest, NonceTtl};
use crate::auth_object::expand::setting;
use crate::auth_object::validate::{Object, Realm};
use crate::callback::Slot;
use crate::span;

/// Writes `impl DigestAuth`.
pub(in super::super) fn expand(object: &Object<'_>) -> TokenStream {
    let Object {
        ident,
        scheme,
        krate,
        ..
    } = object;
    let private = krate.private();
    let Digest { qop, ha1, .. } = object.digest;
    let (setting, nonce_ttl) = nonce_ttl(object);
    let algorithms = object.digest.algorithms.iter().map(|algorithm| {
        let variant = Ident::new(algorithm.variant, proc_macro2::Span::call_site());
        quote!(#krate::digest::Algorithm::#variant)
    });
    let (store, nonces) = nonces(object);
    let callbacks = callbacks(object);
    let [generate_nonce, verify_nonce, generate_opaque, verify_opaque] = [
        Slot::GenerateNonce,
        Slot::VerifyNonce,
        Slot::GenerateOpaque,
        Slot::VerifyOpaque,
    ]
    .map(|slot| slot.of(ident, &private));
    let own_ha1 = object.digest.has_one_ha1().then(|| own_ha1(object));
    quote! {
        const _: () = #private::check_pairs(
            [#generate_nonce::CALLBACK.as_ref(), #verify_nonce::CALLBACK.as_ref()],
            [#generate_opaque::CALLBACK.as_ref(), #verify_opaque::CALLBACK.as_ref()],
        );
        #own_ha1
        #setting
        #[automatically_derived]
        impl #private::DigestAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const ALGORITHMS: &'static [#krate::digest::Algorithm] = &[#(#algorithms),*];
            const QOP: ::core::primitive::bool = #qop;
            const HA1: ::core::primitive::bool = #ha1;
            #[inline]
            fn nonce_ttl() -> ::core::result::Result<::core::time::Duration, #krate::SettingError> {
                #nonce_ttl
            }
            type Nonces = #store;
            fn nonces(state: &Self::State) -> Self::Nonces {
                #nonces
            }
            #[inline]
            fn protection_space() -> ::core::result::Result<&'static #private::ProtectionSpace, #krate::SettingError> {
                static SPACE: #private::OnceLock<#private::ProtectionSpace> = #private::OnceLock::new();
                let realm = <Self as #private::HasRealm>::realm()?;
                ::core::result::Result::Ok(SPACE.get_or_init(|| {
                    #private::ProtectionSpace::new(::core::any::type_name::<Self>(), realm)
                }))
            }
            #callbacks
        }
    }
}

/// Writes the static of the nonces' life, if it is an expression, and the code that gets the life.
fn nonce_ttl(object: &Object<'_>) -> (TokenStream, TokenStream) {
    match object.digest.nonce_ttl {
        NonceTtl::Seconds(seconds) => (
            TokenStream::new(),
            quote!(::core::result::Result::Ok(::core::time::Duration::from_secs(#seconds))),
        ),
        NonceTtl::Expression(ttl) => {
            let at = span::of(ttl);
            let own = object.krate.private_at(at);
            let checked = quote_spanned!(at=> #own::nonce_ttl(#ttl));
            let ty = quote!(::core::time::Duration);
            (
                setting(object, "nonce_ttl", &ty, &checked),
                quote!(__HTTPAUTH_NONCE_TTL.get().copied()),
            )
        }
    }
}

/// Writes the nonce store's type, and the code that gets the store.
fn nonces(object: &Object<'_>) -> (TokenStream, TokenStream) {
    let private = object.krate.private();
    match object.digest.nonces {
        Some(nonces) => (
            quote!(#nonces),
            quote!(<#nonces as #private::FromRef<Self::State>>::from_ref(state)),
        ),
        None => (
            quote!(&'static #private::MemoryNonces),
            quote!({ let _ = state; &#private::MEMORY_NONCES }),
        ),
    }
}

/// Writes the slots of the object's own nonces and opaques.
fn callbacks(object: &Object<'_>) -> TokenStream {
    let (ident, private) = (object.ident, object.krate.private());
    let pairs = [
        (Slot::GenerateNonce, Slot::VerifyNonce),
        (Slot::GenerateOpaque, Slot::VerifyOpaque),
    ];
    let callbacks = pairs.map(|(generate, verify)| {
        let [own_generate, own_verify] = [generate, verify].map(|slot| slot.of(ident, &private));
        let [generate, verify] = [generate, verify].map(|slot| format_ident!("{}", slot.name()));
        quote! {
            async fn #generate(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#private::String>, #private::Response> {
                #own_generate::generate(parts, state).await
            }
            async fn #verify(
                value: &[::core::primitive::u8],
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<::core::primitive::bool>, #private::Response> {
                #own_verify::verify(value, parts, state).await
            }
        }
    });
    quote!(#(#callbacks)*)
}

/// Writes `Auth::ha1(username, password)`, which can fail only if the realm is an expression.
fn own_ha1(object: &Object<'_>) -> TokenStream {
    let (ident, vis, krate) = (object.ident, object.vis, object.krate);
    let private = krate.private();
    let (attributes, output, ha1) = match &object.realm {
        Realm::Text { realm, .. } => (
            quote!(#[must_use]),
            quote!(#private::String),
            quote!(#private::ha1::<Self>(#realm, username, password)),
        ),
        Realm::Expression(_) => (
            quote! {
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " `SettingError` if the realm has no value."]
            },
            quote!(::core::result::Result<#private::String, #krate::SettingError>),
            quote! {
                <Self as #private::HasRealm>::realm()
                    .map(|realm| #private::ha1::<Self>(realm, username, password))
            },
        ),
    };
    quote! {
        impl #ident {
            /// The HA1 of a username and a password in hex, to be stored instead of the password (RFC 7616, section
            /// 3.4.2).
            #attributes
            #[allow(dead_code, unreachable_pub)]
            #vis fn ha1(
                username: &::core::primitive::str,
                password: &::core::primitive::str,
            ) -> #output {
                #ha1
            }
        }
    }
}
