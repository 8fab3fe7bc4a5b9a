//! The parser of the keys of `#[login_required]`. It reports only mistakes in a key by itself.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::{Error, Expr, Path, token};

use super::role::Rule;
use crate::args::{self, Key};
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written, and the role rule.
#[derive(Default)]
pub(super) struct Options {
    /// The auth object. `None` stands for the `Auth` in scope.
    pub(super) auth: Option<Path>,
    /// True if `auth` is given, but cannot be read.
    pub(super) auth_is_unknown: bool,
    pub(super) role: Option<Rule>,
    pub(super) optional: Option<Ident>,
    pub(super) extensions: Option<Ident>,
    pub(super) krate: Krate,
}

/// The keys in the order in which messages list them.
const KEYS: &[Key<Written>] = &[
    Key("auth", |written, key, input| {
        written.options.auth_is_unknown = true;
        written.options.auth = Some(auth(key, input)?);
        written.options.auth_is_unknown = false;
        Ok(())
    }),
    Key("role", |written, key, input| {
        let role = args::value(key, input, "a role or a list of roles", "\"admin\"")?;
        written.role = Some(role);
        Ok(())
    }),
    Key("optional", |written, key, input| {
        written.options.optional = Some(args::flag(key, input)?);
        Ok(())
    }),
    Key("extensions", |written, key, input| {
        written.options.extensions = Some(args::flag(key, input)?);
        Ok(())
    }),
    Key("crate", |written, key, input| {
        written.options.krate = Krate::read(key, input)?;
        Ok(())
    }),
];

/// The keys before the role rule is read from its expression.
#[derive(Default)]
struct Written {
    options: Options,
    role: Option<Expr>,
}

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let Written { mut options, role } = args::read(arguments, KEYS, diagnostics);
    options.role = role.map(|role| Rule::read(role, diagnostics));
    options
}

/// Reads one auth object. A list of them is for callbacks only.
fn auth(key: &Ident, input: ParseStream) -> syn::Result<Path> {
    let ahead = input.fork();
    if ahead.parse::<syn::Token![=]>().is_ok() && ahead.peek(token::Bracket) {
        let message = "a guard asks one auth object; to ask several, declare `#[multi_auth(A, B)] struct Auth;`";
        return Err(Error::new(ahead.span(), message));
    }
    args::value(key, input, "a path", "path::to::Auth")
}
