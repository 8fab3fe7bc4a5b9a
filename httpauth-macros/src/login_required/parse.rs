//! Reads the keys of `#[login_required]` and judges nothing.

use proc_macro2::{Ident, TokenStream};
use syn::{Expr, Path};

use super::role::Rule;
use crate::args;
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written, and the role rule.
#[derive(Default)]
pub(super) struct Options {
    /// The auth object; none: the `Auth` in scope.
    pub(super) auth: Option<Path>,
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
            "auth" => options.auth = Some(args::value(key, input, "path::to::Auth")?),
            "role" => role = Some(args::value::<Expr>(key, input, "\"admin\"")?),
            "optional" => options.optional = Some(args::flag(key, input)?),
            "extensions" => options.extensions = Some(args::flag(key, input)?),
            _ => options.krate = Krate::new(Some(args::value(key, input, "::httpauth")?)),
        }
        Ok(())
    });
    options.role = role.map(|role| Rule::read(role, diagnostics));
    options
}
