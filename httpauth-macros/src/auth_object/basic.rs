//! The kind of auth object that `#[basic_auth]` declares.

use proc_macro2::TokenStream;
use quote::quote;

use super::Kind;
use super::common::{Object, Options, Throttle};
use crate::args::Key;
use crate::callback::{Slot, slots};
use crate::diagnostics::Diagnostics;

/// The Basic scheme (RFC 7617).
pub(crate) struct Basic;

/// The key `throttle` as it was written.
#[derive(Default)]
pub(crate) struct Own {
    throttle: Throttle,
}

impl Kind for Basic {
    const NAME: &'static str = "basic_auth";
    const TYPE: &'static str = "Basic";
    const SCHEME: &'static str = "Basic";
    // RFC 7617 section 2.1.
    const PARAMETERS: &'static str = ", charset=\"UTF-8\"";
    const SLOTS: &'static [&'static Slot] = &[
        &slots::VERIFY_PASSWORD,
        &slots::GET_PASSWORD,
        &slots::HASH_PASSWORD,
        &slots::REALM,
        &slots::CLIENT_IP,
        &slots::GET_USER_ROLES,
        &slots::ERROR_HANDLER,
    ];
    const KEYS: &'static [Key<Options<Self>>] = &[
        Options::REALM,
        Options::SCHEME,
        Key("throttle", |options, key, input| {
            options.own.throttle = Throttle::read(key, input)?;
            Ok(())
        }),
        Options::STATE,
        Options::CRATE,
    ];
    type Own = Own;
    type Settings<'a> = &'a Throttle;

    fn validate<'a>(
        own: &'a Own,
        object: &Object<'a>,
        diagnostics: &mut Diagnostics,
    ) -> &'a Throttle {
        own.throttle.validate(object, diagnostics);
        &own.throttle
    }

    fn registry(throttle: &&Throttle) -> TokenStream {
        throttle.registry()
    }

    fn expand(object: &Object<'_>, throttle: &&Throttle) -> TokenStream {
        let Object { ident, krate, .. } = object;
        let private = krate.private();
        let hash = slots::HASH_PASSWORD.of(&private);
        let throttle = throttle.expand(object);
        quote! {
            #throttle
            #[automatically_derived]
            impl #private::BasicAuth for #ident {
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
}
