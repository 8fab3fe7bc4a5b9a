//! The kind of auth object that `#[digest_auth]` declares.

mod expand;
mod parse;
mod validate;

use proc_macro2::TokenStream;

use super::Kind;
use super::common::{Object, Options};
use crate::args::Key;
use crate::callback::{Slot, slots};
use crate::diagnostics::Diagnostics;

/// The Digest scheme (RFC 7616).
pub(crate) struct Digest;

impl Kind for Digest {
    const NAME: &'static str = "digest_auth";
    const TYPE: &'static str = "Digest";
    const SCHEME: &'static str = "Digest";
    // The parameters of Digest are made anew for each answer.
    const PARAMETERS: &'static str = "";
    const SLOTS: &'static [&'static Slot] = &[
        &slots::GET_PASSWORD,
        &slots::GENERATE_NONCE,
        &slots::VERIFY_NONCE,
        &slots::GENERATE_OPAQUE,
        &slots::VERIFY_OPAQUE,
        &slots::REALM,
        &slots::CLIENT_IP,
        &slots::FORWARDED_TARGET,
        &slots::GET_USER_ROLES,
        &slots::ERROR_HANDLER,
    ];
    const KEYS: &'static [Key<Options<Self>>] = parse::KEYS;
    type Own = parse::Own;
    type Settings<'a> = validate::Settings<'a>;

    fn validate<'a>(
        own: &'a parse::Own,
        object: &Object<'a>,
        diagnostics: &mut Diagnostics,
    ) -> validate::Settings<'a> {
        validate::validate(own, object, diagnostics)
    }

    fn registry(settings: &validate::Settings<'_>) -> TokenStream {
        settings.throttle.registry()
    }

    fn expand(object: &Object<'_>, settings: &validate::Settings<'_>) -> TokenStream {
        expand::expand(object, settings)
    }
}
