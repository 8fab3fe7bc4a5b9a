//! The kind of auth object that `#[token_auth]` declares.

mod header;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::LitStr;

use super::Kind;
use super::common::{Object, Options, Realm, is_token};
use crate::args::{self, Key};
use crate::callback::{Slot, slots};
use crate::diagnostics::Diagnostics;
use crate::registry;

/// The Bearer scheme (RFC 6750), or a scheme or a field of the application's own.
pub(crate) struct Token;

/// The keys `header`, `bare` and `subprotocol` as they were written.
#[derive(Default)]
pub(crate) struct Own {
    header: Option<LitStr>,
    bare: Option<Ident>,
    subprotocol: Option<LitStr>,
}

/// The place of the token.
pub(crate) struct Settings {
    header: Option<String>,
    bare: bool,
    subprotocol: Option<String>,
}

impl Kind for Token {
    const NAME: &'static str = "token_auth";
    const TYPE: &'static str = "Token";
    const SCHEME: &'static str = "Bearer";
    const PARAMETERS: &'static str = "";
    const SLOTS: &'static [&'static Slot] = &[
        &slots::VERIFY_TOKEN,
        &slots::REALM,
        &slots::PROTECTED_RESOURCE,
        &slots::GET_USER_ROLES,
        &slots::ERROR_HANDLER,
    ];
    const KEYS: &'static [Key<Options<Self>>] = &[
        Options::REALM,
        Options::SCHEME,
        Key("header", |options, key, input| {
            options.own.header = Some(args::text(key, input, "X-API-Key")?);
            Ok(())
        }),
        Key("bare", |options, key, input| {
            options.own.bare = Some(args::flag(key, input)?);
            Ok(())
        }),
        Key("subprotocol", |options, key, input| {
            options.own.subprotocol = Some(args::text(key, input, "bearer.")?);
            Ok(())
        }),
        Options::STATE,
        Options::CRATE,
    ];
    const REFUSED: &'static [(&'static str, &'static str)] = &[(
        "throttle",
        "a token names no user whose failures could be counted; make tokens that nobody guesses, of 128 random bits, and \
         leave `throttle` out",
    )];
    type Own = Own;
    type Settings<'a> = Settings;

    fn validate<'a>(own: &'a Own, object: &Object<'a>, diagnostics: &mut Diagnostics) -> Settings {
        let header = header::header(own.header.as_ref(), diagnostics);
        bare(own, object, diagnostics);
        Settings {
            header,
            bare: own.bare.is_some(),
            subprotocol: subprotocol(own, diagnostics),
        }
    }

    fn registry(settings: &Settings) -> TokenStream {
        match &settings.header {
            Some(header) => quote!(.with_field(#header)),
            None if settings.bare => quote!(.bare()),
            None => TokenStream::new(),
        }
    }

    fn expand(object: &Object<'_>, settings: &Settings) -> TokenStream {
        let Object { ident, krate, .. } = object;
        let private = krate.private();
        let header = registry::option(settings.header.as_ref());
        let subprotocol = registry::option(settings.subprotocol.as_ref());
        let (bare, bearer) = (settings.bare, is_bearer(object));
        let invalid = bearer.then(|| challenge_invalid(object));
        let (resource, well_known) = (slots::PROTECTED_RESOURCE.of(&private), well_known(object));
        quote! {
            #well_known
            #[automatically_derived]
            impl #private::TokenAuth for #ident {
                const HEADER: ::core::option::Option<&'static ::core::primitive::str> = #header;
                const BARE: ::core::primitive::bool = #bare;
                const BEARER: ::core::primitive::bool = #bearer;
                const SUBPROTOCOL: ::core::option::Option<&'static ::core::primitive::str> = #subprotocol;
                const RESOURCE: ::core::primitive::bool = #resource::CALLBACK.is_some();
                async fn resource(
                    parts: &mut #private::Parts,
                    state: &Self::State,
                ) -> ::core::result::Result<::core::option::Option<#krate::ProtectedResource>, #private::Response> {
                    #resource::resource(parts, state).await
                }
                #invalid
            }
        }
    }
}

/// Returns whether the scheme is Bearer. Its challenge says what is wrong with the token (RFC 6750 section 3).
fn is_bearer(object: &Object<'_>) -> bool {
    object.scheme.eq_ignore_ascii_case("Bearer")
}

/// Reports a `bare` that cannot work.
///
/// A bare token is told apart from other credentials by standing alone in `Authorization`.
fn bare(own: &Own, object: &Object<'_>, diagnostics: &mut Diagnostics) {
    let Some(bare) = &own.bare else { return };
    if own.header.is_some() {
        diagnostics.at(
            bare,
            "the field of `header` holds the token alone, so `bare` changes nothing; leave `bare` or `header` out",
        );
    } else if is_bearer(object) {
        // A client that is challenged by Bearer sends the word (RFC 6750 section 2.1). Such credentials would be those
        // of another scheme here.
        diagnostics.at(
            bare,
            "clients send the word `Bearer` before the token; write a scheme of your own, as in `scheme = \"Cargo\"`",
        );
    }
}

/// Validates the beginning of the subprotocol, and returns it.
///
/// A subprotocol is a token (RFC 6455 section 4.1), and so is its beginning.
fn subprotocol(own: &Own, diagnostics: &mut Diagnostics) -> Option<String> {
    let literal = own.subprotocol.as_ref()?;
    let prefix = literal.value();
    if !is_token(&prefix) {
        diagnostics.at(
            literal,
            "invalid subprotocol: expected the beginning of one, of letters, digits and `.`, as in `subprotocol = \
             \"bearer.\"`",
        );
        return None;
    }
    if own.header.is_some() {
        diagnostics.at(
            literal,
            "a token is read from the field of `header` or from a subprotocol; leave one of them out",
        );
        return None;
    }
    Some(prefix)
}

/// Writes the function that returns the route of the resource's document.
fn well_known(object: &Object<'_>) -> TokenStream {
    let (ident, vis, krate) = (object.ident, object.vis, object.krate);
    let (private, resource) = (
        krate.private(),
        slots::PROTECTED_RESOURCE.of(&krate.private()),
    );
    quote! {
        type __ResourceKind = #private::ResourceKind<{ #resource::CALLBACK.is_some() }>;
        impl #ident {
            /// Returns the route of the document that describes the resource (RFC 9728 section 3), for `merge`.
            #[allow(dead_code, unreachable_pub)]
            #vis fn well_known() -> #krate::WellKnown<Self>
            where
                for<'a> __ResourceKind: #private::HasResource<'a>,
            {
                #krate::WellKnown::new()
            }
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
