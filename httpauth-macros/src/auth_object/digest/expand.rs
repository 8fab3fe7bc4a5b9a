//! Writes what a Digest object has beside the others. Nothing can fail here.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Digest;
use crate::auth_object::validate::Object;
use crate::callback::Slot;

/// `impl DigestAuth`.
pub(in super::super) fn expand(object: &Object<'_>) -> TokenStream {
    let Object {
        ident,
        scheme,
        realm,
        challenge,
        krate,
        ..
    } = object;
    let private = krate.private();
    let Digest {
        qop,
        ha1,
        nonce_ttl,
        ..
    } = object.digest;
    let algorithms = object.digest.algorithms.iter().map(|algorithm| {
        let variant = Ident::new(algorithm.variant, proc_macro2::Span::call_site());
        quote!(#krate::digest::Algorithm::#variant)
    });
    let name = ident.to_string();
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
        #[automatically_derived]
        impl #private::DigestAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const CHALLENGE: &'static ::core::primitive::str = #challenge;
            const REALM: &'static ::core::primitive::str = #realm;
            const ALGORITHMS: &'static [#krate::digest::Algorithm] = &[#(#algorithms),*];
            const QOP: ::core::primitive::bool = #qop;
            const HA1: ::core::primitive::bool = #ha1;
            const NONCE_TTL: ::core::time::Duration = ::core::time::Duration::from_secs(#nonce_ttl);
            type Nonces = #store;
            fn nonces(state: &Self::State) -> Self::Nonces {
                #nonces
            }
            fn context() -> &'static #private::Context {
                static CONTEXT: #private::OnceLock<#private::Context> = #private::OnceLock::new();
                CONTEXT.get_or_init(|| {
                    #private::Context::new(::core::concat!(::core::module_path!(), "::", #name), #realm)
                })
            }
            #callbacks
        }
    }
}

/// The nonce store's type, and how it is got.
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

/// The slots of the object's own nonces and opaques.
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

/// `Auth::ha1(username, password)`.
fn own_ha1(object: &Object<'_>) -> TokenStream {
    let (ident, vis, private) = (object.ident, object.vis, object.krate.private());
    quote! {
        impl #ident {
            /// The HA1 of a username and a password in hex, to be stored instead of the password (RFC 7616, section
            /// 3.4.2).
            #[allow(dead_code, unreachable_pub)]
            #[must_use]
            #vis fn ha1(
                username: &::core::primitive::str,
                password: &::core::primitive::str,
            ) -> #private::String {
                #private::ha1::<Self>(username, password)
            }
        }
    }
}
