//! The parser of the keys of `#[login_required]`. It reports only mistakes in the form of a key or a value.

use proc_macro2::{Ident, TokenStream};
use syn::parse::ParseStream;
use syn::{Error, Expr, Path, token};

use crate::args;
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    /// The auth object. `None` stands for that of `policy`, or for the `Auth` in scope.
    pub(super) auth: Option<Path>,
    /// The policy whose rule applies, for a handler or for another policy.
    pub(super) policy: Option<Path>,
    /// True if `auth` or `policy` is given, but cannot be read.
    pub(super) auth_is_unknown: bool,
    pub(super) role: Option<Expr>,
    pub(super) permission: Option<Path>,
    pub(super) optional: Option<Ident>,
    pub(super) extensions: Option<Ident>,
    pub(super) krate: Krate,
}

const KEYS: &[&str] = &[
    "auth",
    "policy",
    "role",
    "permission",
    "optional",
    "extensions",
    "crate",
];

pub(super) fn options(arguments: TokenStream, diagnostics: &mut Diagnostics) -> Options {
    let mut options = Options::default();
    args::read(arguments, KEYS, diagnostics, |name, key, input| {
        options.read(name, key, input)
    });
    options
}

impl Options {
    /// Reads what follows one key.
    fn read(&mut self, name: &str, key: &Ident, input: ParseStream) -> syn::Result<()> {
        match name {
            "auth" => {
                let auth = auth(key, input);
                self.auth_is_unknown |= auth.is_err();
                self.auth = Some(auth?);
            }
            "policy" => {
                let policy = args::value(key, input, "the path of a policy", "AdminsOnly");
                self.auth_is_unknown |= policy.is_err();
                self.policy = Some(policy?);
            }
            "role" => {
                let expected = "a role or a list of roles";
                self.role = Some(args::value(key, input, expected, "\"admin\"")?);
            }
            "permission" => {
                let expected = "the path of one permission";
                self.permission = Some(args::value(key, input, expected, "owns_todo")?);
            }
            "optional" => self.optional = Some(args::flag(key, input)?),
            "extensions" => self.extensions = Some(args::flag(key, input)?),
            _ => self.krate = Krate::new(Some(args::value(key, input, "a path", "::httpauth")?)),
        }
        Ok(())
    }
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
