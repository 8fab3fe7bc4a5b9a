//! The keys of `#[login_required]`, with their readers. They report only mistakes in the form of a key or a value.

use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Error, Expr, LitStr, Path, token};

use crate::args::{self, Key};
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    /// The auth object. `None` stands for the `Auth` in scope, also beside `policy`.
    pub(super) auth: Option<Path>,
    /// The policy whose auth object and rule are used.
    pub(super) policy: Option<Path>,
    /// True if `auth` or `policy` is given, but cannot be read.
    pub(super) auth_is_unknown: bool,
    pub(super) role: Option<Expr>,
    pub(super) permission: Option<Path>,
    pub(super) optional: Option<Ident>,
    pub(super) extensions: Option<Ident>,
    /// The `operationId` of the handler in an OpenAPI document.
    pub(super) operation_id: Option<LitStr>,
    pub(super) krate: Krate,
}

/// The keys in the order in which messages list them.
pub(super) const KEYS: &[Key<Options>] = &[
    Key("auth", |options, key, input| {
        let auth = auth(key, input);
        options.auth_is_unknown |= auth.is_err();
        options.auth = Some(auth?);
        Ok(())
    }),
    Key("policy", |options, key, input| {
        let policy = args::value(key, input, "the path of a policy", "AdminsOnly");
        options.auth_is_unknown |= policy.is_err();
        options.policy = Some(policy?);
        Ok(())
    }),
    Key("role", |options, key, input| {
        let role = args::value(key, input, "a role or a list of roles", "\"admin\"")?;
        options.role = Some(role);
        Ok(())
    }),
    Key("permission", |options, key, input| {
        let permission = args::value(key, input, "the path of one permission", "owns_todo")?;
        options.permission = Some(permission);
        Ok(())
    }),
    Key("optional", |options, key, input| {
        options.optional = Some(args::flag(key, input)?);
        Ok(())
    }),
    Key("extensions", |options, key, input| {
        options.extensions = Some(args::flag(key, input)?);
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

/// Reads one auth object. A list of them is for callbacks only.
fn auth(key: &Ident, input: ParseStream) -> syn::Result<Path> {
    let ahead = input.fork();
    if ahead.parse::<syn::Token![=]>().is_ok() && ahead.peek(token::Bracket) {
        let message =
            "a guard asks one auth object; write `#[multi_auth(A, B)] struct Auth;` to ask several";
        return Err(Error::new(ahead.span(), message));
    }
    args::value(key, input, "a path", "path::to::Auth")
}
