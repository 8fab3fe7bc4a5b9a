//! The parser of the keys of `#[public]`. It reports only mistakes in a key by itself.

use proc_macro2::TokenStream;
use syn::LitStr;

use crate::args::{self, Key};
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    pub(super) reason: Option<LitStr>,
    /// The `operationId` of the handler in an OpenAPI document.
    pub(super) operation_id: Option<LitStr>,
    pub(super) krate: Krate,
}

/// The keys in the order in which messages list them.
const KEYS: &[Key<Options>] = &[
    Key("reason", |options, key, input| {
        options.reason = Some(args::text(key, input, "load balancers ask it")?);
        Ok(())
    }),
    Key("operation_id", |options, key, input| {
        options.operation_id = Some(args::text(key, input, "users_list")?);
        Ok(())
    }),
    Key("crate", |options, key, input| {
        options.krate = Krate::read(key, input)?;
        Ok(())
    }),
];

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    args::read(arguments, KEYS, diagnostics)
}
