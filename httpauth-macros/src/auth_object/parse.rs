//! The parser of the keys of a declaring attribute. It reports only mistakes in the form of a key or a value.

use proc_macro2::TokenStream;
use syn::{Ident, LitStr, Type};

use super::{Kind, digest};
use crate::args::{self, Setting};
use crate::diagnostics::Diagnostics;
use crate::krate::Krate;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    pub(super) realm: Option<Setting>,
    pub(super) scheme: Option<LitStr>,
    pub(super) header: Option<LitStr>,
    pub(super) bare: Option<Ident>,
    pub(super) digest: digest::Options,
    pub(super) state: Option<Type>,
    pub(super) krate: Krate,
}

pub(super) fn options(
    kind: Kind,
    arguments: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Options {
    let keys: &[&str] = match kind {
        Kind::Basic => &["realm", "scheme", "state", "crate"],
        Kind::Digest => &[
            "realm",
            "scheme",
            "algorithm",
            "qop",
            "ha1",
            "nonce_ttl",
            "nonces",
            "state",
            "crate",
        ],
        Kind::Token => &["realm", "scheme", "header", "bare", "state", "crate"],
    };
    let mut options = Options::default();
    args::read(arguments, keys, diagnostics, |name, key, input| {
        match name {
            "realm" => options.realm = Some(args::setting(key, input, "Staff only")?),
            "scheme" => options.scheme = Some(args::text(key, input, "MyScheme")?),
            "header" => options.header = Some(args::text(key, input, "X-API-Key")?),
            "bare" => options.bare = Some(args::flag(key, input)?),
            "state" => options.state = Some(args::value(key, input, "a type", "AppState")?),
            "crate" => {
                options.krate = Krate::new(Some(args::value(key, input, "a path", "::httpauth")?));
            }
            _ => options.digest.read(name, key, input)?,
        }
        Ok(())
    });
    options
}
