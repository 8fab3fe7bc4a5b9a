//! The parser of the keys of `#[login_required]`. It reports only mistakes in a key by itself.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::{Error, Expr, Path, token};

use super::role::Rule;
use crate::args;
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

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    let mut role = None;
    let keys = &["auth", "role", "optional", "extensions", "crate"];
    args::read(arguments, keys, diagnostics, |name, key, input| {
        match name {
            "auth" => {
                options.auth_is_unknown = true;
                options.auth = Some(auth(key, input)?);
                options.auth_is_unknown = false;
            }
            "role" => {
                role = Some(args::value::<Expr>(
                    key,
                    input,
                    "a role or a list of roles",
                    "\"admin\"",
                )?);
            }
            "optional" => options.optional = Some(args::flag(key, input)?),
            "extensions" => options.extensions = Some(args::flag(key, input)?),
            _ => options.krate = Krate::new(Some(args::value(key, input, "a path", "::httpauth")?)),
        }
        Ok(())
    });
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
