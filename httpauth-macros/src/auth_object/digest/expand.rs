//! The part of the expansion that only a Digest object has. Nothing can fail here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::validate::{NonceTtl, Settings};
use crate::auth_object::common::{Object, Realm, expression};
use crate::callback::{Slot, slots};
use crate::span;

/// The slots that come in pairs, the one that makes a value and the one that knows it again.
const PAIRS: [(&Slot, &Slot); 2] = [
    (&slots::GENERATE_NONCE, &slots::VERIFY_NONCE),
    (&slots::GENERATE_OPAQUE, &slots::VERIFY_OPAQUE),
];

/// Writes `impl DigestAuth`.
pub(super) fn expand(object: &Object<'_>, settings: &Settings<'_>) -> TokenStream {
    let (ident, krate) = (object.ident, object.krate);
    let private = krate.private();
    let (qop, ha1) = (settings.qop, settings.ha1);
    let nonce_ttl = nonce_ttl(object, settings);
    let algorithms = settings.algorithms.iter().map(|algorithm| {
        let variant = Ident::new(algorithm.variant, Span::call_site());
        quote!(#krate::digest::Algorithm::#variant)
    });
    let ttl = quote!(::core::time::Duration);
    let nonces = nonces(object, settings);
    let space = space(object);
    let (callbacks, target) = (callbacks(object), target(object, settings));
    let check = check_pairs(object);
    let throttle = settings.throttle.expand(object);
    let own_ha1 = settings.has_one_ha1().then(|| own_ha1(object));
    let forwards = settings.forwarded.map(|_| {
        quote! {
            #[automatically_derived]
            impl #private::ForwardsTarget for #ident {}
        }
    });
    quote! {
        #check
        #forwards
        #own_ha1
        #throttle
        #[automatically_derived]
        impl #private::DigestAuth for #ident {
            const ALGORITHMS: &'static [#krate::digest::Algorithm] = &[#(#algorithms),*];
            const QOP: ::core::primitive::bool = #qop;
            const HA1: ::core::primitive::bool = #ha1;
            const NONCE_TTL: #private::Declared<#ttl, #ttl> = #nonce_ttl;
            #nonces
            #space
            #callbacks
            #target
        }
    }
}

/// Writes the life of a nonce.
fn nonce_ttl(object: &Object<'_>, settings: &Settings<'_>) -> TokenStream {
    let private = object.krate.private();
    match settings.nonce_ttl {
        NonceTtl::Seconds(seconds) => {
            quote!(#private::Declared::Constant(::core::time::Duration::from_secs(#seconds)))
        }
        NonceTtl::Expression(ttl) => {
            let at = span::of(ttl);
            let own = object.krate.private_at(at);
            let checked = quote_spanned!(at=> #own::nonce_ttl(#ttl));
            expression(
                object,
                "nonce_ttl",
                &quote!(::core::time::Duration),
                &checked,
            )
        }
    }
}

/// Writes the nonce store's type, and the method that returns the store.
fn nonces(object: &Object<'_>, settings: &Settings<'_>) -> TokenStream {
    let private = object.krate.private();
    match settings.nonces {
        Some(nonces) => quote! {
            type Nonces = #nonces;
            fn nonces(state: &Self::State) -> Self::Nonces {
                <#nonces as #private::FromRef<Self::State>>::from_ref(state)
            }
        },
        None => quote! {
            type Nonces = &'static #private::MemoryNonces;
            fn nonces(_: &Self::State) -> Self::Nonces {
                &#private::MEMORY_NONCES
            }
        },
    }
}

/// Writes the method that returns the object's own cell of its protection space.
fn space(object: &Object<'_>) -> TokenStream {
    let private = object.krate.private();
    let cell = quote!(#private::OnceLock<#private::ProtectionSpace>);
    quote! {
        fn space_cell() -> &'static #cell {
            static SPACE: #cell = #private::OnceLock::new();
            &SPACE
        }
    }
}

/// Writes the check that a slot and its other half are both filled, or both empty.
fn check_pairs(object: &Object<'_>) -> TokenStream {
    let private = object.krate.private();
    let pairs = PAIRS.map(|(generate, verify)| {
        let [generate, verify] = [generate, verify].map(|slot| slot.of(&private));
        quote!([#generate::CALLBACK.as_ref(), #verify::CALLBACK.as_ref()])
    });
    quote!(const _: () = #private::check_pairs(#(#pairs),*);)
}

/// Writes the slots of the object's own nonces and opaques.
fn callbacks(object: &Object<'_>) -> TokenStream {
    let private = object.krate.private();
    let callbacks = PAIRS.map(|(generate, verify)| {
        let [own_generate, own_verify] = [generate, verify].map(|slot| slot.of(&private));
        let [generate, verify] = [generate, verify].map(|slot| format_ident!("{}", slot.name));
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

/// Writes the call of the callback that `target = forwarded` requires, and nothing without that key.
fn target(object: &Object<'_>, settings: &Settings<'_>) -> Option<TokenStream> {
    let (krate, private) = (object.krate, object.krate.private());
    let at = span::of(settings.forwarded?);
    let own = object.krate.private_at(at);
    let ask = quote_spanned!(at=> <Self as #own::Target>::forwarded_target);
    Some(quote! {
        const FORWARDED: ::core::primitive::bool = true;
        async fn ask_target(
            parts: &mut #private::Parts,
            state: &Self::State,
        ) -> ::core::result::Result<::core::option::Option<#krate::ForwardedTarget>, #private::Response> {
            #ask(parts, state).await
        }
    })
}

/// Writes `Auth::ha1(username, password)`, which can fail only if the realm is an expression, and
/// `Auth::ha1_in(realm, username, password)`. Only one of them can be called, the latter if the object has a `#[realm]`.
fn own_ha1(object: &Object<'_>) -> TokenStream {
    let (ident, vis, private) = (object.ident, object.vis, object.krate.private());
    let [attributes, output, ha1] = ha1_of_realm(object);
    let (asked, text) = (slots::REALM.of(&private), quote!(&::core::primitive::str));
    quote! {
        type __RealmKind = #private::RealmKind<{ #asked::CALLBACK.is_some() }>;
        impl #ident {
            /// The HA1 of a username and a password in hex, to be stored instead of the password (RFC 7616 section
            /// 3.4.2).
            #attributes
            #[allow(dead_code, unreachable_pub)]
            #vis fn ha1(
                username: #text,
                password: #text,
            ) -> #output
            where
                for<'a> __RealmKind: #private::OneRealm<'a>,
            {
                #ha1
            }
            /// The HA1 of a username and a password in hex, to be stored instead of the password in a realm that
            /// `#[realm]` returns (RFC 7616 section 3.4.2).
            #[must_use]
            #[allow(dead_code, unreachable_pub)]
            #vis fn ha1_in(realm: #text, username: #text, password: #text) -> #private::String
            where
                for<'a> __RealmKind: #private::ManyRealms<'a>,
            {
                #private::ha1::<Self>(realm, username, password)
            }
        }
    }
}

/// Returns the attributes of `Auth::ha1`, the type that it returns, and its body.
fn ha1_of_realm(object: &Object<'_>) -> [TokenStream; 3] {
    let krate = object.krate;
    let private = krate.private();
    match &object.realm {
        Realm::Text { realm, .. } => [
            quote!(#[must_use]),
            quote!(#private::String),
            quote!(#private::ha1::<Self>(#realm, username, password)),
        ],
        Realm::Expression(_) => [
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
        ],
    }
}
