//! The keys of `#[public]`, with their readers. They report only mistakes in the form of a key or a value.

use syn::LitStr;

use crate::args::{self, Key};
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
pub(super) const KEYS: &[Key<Options>] = &[
    Key("reason", |options, key, input| {
        options.reason = Some(args::text(key, input, "load balancers ask it")?);
        Ok(())
    }),
    Key("operation_id", |options, key, input| {
        options.operation_id = Some(args::text(key, input, "users_list")?);
        Ok(())
    }),
    Key("crate", |options, key, input| {
        options.krate.read(key, input)
    }),
];
