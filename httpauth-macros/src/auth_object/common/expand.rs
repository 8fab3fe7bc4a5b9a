//! The expansion that makes a struct an auth object. Nothing can fail here.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Ident;

use super::{Object, Realm};
use crate::auth_object::Kind;
use crate::callback::slots;
use crate::registry::{lookup, path, registry};
use crate::span;

/// Writes all that belongs to the auth object. `scheme` is the implementation of the scheme's own trait, and `more` what
/// the registry has beside the slots.
pub(in super::super) fn expand<K: Kind>(
    object: &Object<'_>,
    scheme: &TokenStream,
    more: &TokenStream,
) -> TokenStream {
    let (ident, cfgs, private) = (object.ident, &object.cfgs, object.krate.private());
    let lookup = lookup(ident, object.krate);
    let authenticator = authenticator::<K>(object, more);
    let protection_space = protection_space::<K>(object);
    let check = check_realm(object);
    quote! {
        #(#cfgs)*
        const _: () = {
            #lookup
            #check
            #authenticator
            #protection_space
            #scheme
            impl #private::InScope for #ident {}
        };
    }
}

/// Writes `impl Authenticator`, with the kind, the state and the slots that every object has.
fn authenticator<K: Kind>(object: &Object<'_>, more: &TokenStream) -> TokenStream {
    let (ident, krate, private) = (object.ident, object.krate, object.krate.private());
    let kind = Ident::new(K::TYPE, Span::call_site());
    let state = match object.state {
        Some(state) => state.to_token_stream(),
        None => quote!(#private::AnyState),
    };
    let realm = match &object.realm {
        Realm::Text { realm, .. } => quote!(#realm),
        Realm::Expression(realm) => quote!(::core::stringify!(#realm)),
    };
    let asked = slots::REALM.of(&private);
    let realm = quote!(#private::shown_realm(#asked::CALLBACK, #realm));
    let registry = registry(ident, krate, &object.scheme, &realm, K::SLOTS, more);
    let error_handler = slots::ERROR_HANDLER.of(&private);
    quote! {
        #[automatically_derived]
        impl #krate::Authenticator for #ident {
            type Scheme = #private::#kind;
            type State = #state;
            #registry
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

/// Writes the check that an object whose attribute declares a realm has no `#[realm]`.
fn check_realm(object: &Object<'_>) -> Option<TokenStream> {
    let at = object.realm_span?;
    let asked = slots::REALM.of(&object.krate.private());
    Some(quote_spanned! {at=>
        const _: () = ::core::assert!(
            #asked::CALLBACK.is_none(),
            "the `#[realm]` of this auth object returns the realm of each request; leave this `realm` out"
        );
    })
}

/// Writes `impl HasRealm`, with the realm and its challenge.
fn protection_space<K: Kind>(object: &Object<'_>) -> TokenStream {
    let (ident, krate, private) = (object.ident, object.krate, object.krate.private());
    let (scheme, parameters) = (&object.scheme, K::PARAMETERS);
    let asked = slots::REALM.of(&private);
    let realm = match &object.realm {
        Realm::Text { realm, challenge } => quote! {
            #private::Declared::Constant(
                #private::ConstantRealm { text: #realm, challenge: #challenge }
            )
        },
        Realm::Expression(realm) => {
            let at = span::of(realm);
            let own = krate.private_at(at);
            let new = quote_spanned!(at=> #own::Realm::new(#realm, #scheme, #parameters));
            expression(object, "realm", &quote!(#private::Realm), &new)
        }
    };
    quote! {
        #[automatically_derived]
        impl #private::HasRealm for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const PARAMETERS: &'static ::core::primitive::str = #parameters;
            const REALM: #private::Declared<#private::ConstantRealm, #private::Realm> = #realm;
            const PER_REQUEST: ::core::primitive::bool = #asked::CALLBACK.is_some();
            async fn ask_realm(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#private::String>, #private::Response> {
                #asked::generate(parts, state).await
            }
        }
    }
}

/// Writes the setting of a key whose value is an expression.
///
/// `evaluated` is the expression's value of type `ty`, if it has one.
pub(in super::super) fn expression(
    object: &Object<'_>,
    key: &str,
    ty: &TokenStream,
    evaluated: &TokenStream,
) -> TokenStream {
    let (private, path) = (object.krate.private(), path(object.ident));
    quote! {
        #private::Declared::Expression(|| {
            static __HTTPAUTH_SETTING: #private::Setting<#ty> = #private::Setting::new(#path, #key, || #evaluated);
            __HTTPAUTH_SETTING.get()
        })
    }
}
