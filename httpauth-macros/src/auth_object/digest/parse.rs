//! The parser of the keys that only `#[digest_auth]` has.

use proc_macro2::Ident;
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitStr, Type};

use super::Digest;
use crate::args::{self, Key, OneOrMany, Setting};
use crate::auth_object::common::{Options, Throttle};

/// The keys as they were written.
#[derive(Default)]
pub(crate) struct Own {
    pub(super) algorithm: Option<OneOrMany<LitStr>>,
    pub(super) qop: Option<LitStr>,
    pub(super) ha1: Option<Ident>,
    pub(super) nonce_ttl: Option<Setting>,
    pub(super) nonces: Option<Type>,
    pub(super) target: Option<Forwarded>,
    pub(super) throttle: Throttle,
}

/// The one value of the key `target`.
pub(super) struct Forwarded(pub(super) Ident);

impl Parse for Forwarded {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let value: Ident = input.parse()?;
        if value == "forwarded" {
            return Ok(Self(value));
        }
        Err(Error::new(value.span(), "another value"))
    }
}

pub(super) const KEYS: &[Key<Options<Digest>>] = &[
    Options::REALM,
    Options::SCHEME,
    Key("algorithm", |options, key, input| {
        let (expected, example) = (
            "a string literal or a list of them",
            r#"["SHA-256", "MD5"]"#,
        );
        options.own.algorithm = Some(args::value(key, input, expected, example)?);
        Ok(())
    }),
    Key("qop", |options, key, input| {
        options.own.qop = Some(args::text(key, input, "auth")?);
        Ok(())
    }),
    Key("ha1", |options, key, input| {
        options.own.ha1 = Some(args::flag(key, input)?);
        Ok(())
    }),
    Key("nonce_ttl", |options, key, input| {
        options.own.nonce_ttl = Some(args::setting(key, input, "5m")?);
        Ok(())
    }),
    Key("nonces", |options, key, input| {
        options.own.nonces = Some(args::value(key, input, "a type", "MyNonceStore")?);
        Ok(())
    }),
    Key("target", |options, key, input| {
        options.own.target = Some(args::value(key, input, "`forwarded`", "forwarded")?);
        Ok(())
    }),
    Key("throttle", |options, key, input| {
        options.own.throttle = Throttle::read(key, input)?;
        Ok(())
    }),
    Options::STATE,
    Options::CRATE,
];
