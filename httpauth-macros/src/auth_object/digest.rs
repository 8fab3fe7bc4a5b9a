//! The keys that `#[digest_auth]` alone has: read, judged and written.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{LitStr, Token, Type, bracketed, token};

use super::validate::Object;
use crate::args;
use crate::diagnostics::Diagnostics;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    algorithm: Option<Texts>,
    qop: Option<LitStr>,
    ha1: Option<Ident>,
    nonce_ttl: Option<LitStr>,
    nonces: Option<Type>,
}

/// One text, or a list of texts in brackets.
struct Texts(Vec<LitStr>);

impl Parse for Texts {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if !input.peek(token::Bracket) {
            return Ok(Self(vec![input.parse()?]));
        }
        let content;
        bracketed!(content in input);
        let texts = content.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
        if texts.is_empty() {
            return Err(input.error("the list is empty"));
        }
        Ok(Self(texts.into_iter().collect()))
    }
}

impl Options {
    /// Reads the value of the key `name`.
    pub(super) fn read(&mut self, name: &str, key: &Ident, input: ParseStream) -> syn::Result<()> {
        match name {
            "algorithm" => self.algorithm = Some(args::value(key, input, r#"["SHA-256", "MD5"]"#)?),
            "qop" => self.qop = Some(args::text(key, input, "auth")?),
            "ha1" => self.ha1 = Some(args::flag(key, input)?),
            "nonce_ttl" => self.nonce_ttl = Some(args::text(key, input, "5m")?),
            _ => self.nonces = Some(args::value(key, input, "MyNonceStore")?),
        }
        Ok(())
    }
}

/// What the keys come to.
pub(super) struct Digest<'a> {
    algorithms: Vec<Algorithm>,
    qop: bool,
    ha1: bool,
    nonce_ttl: u64,
    nonces: Option<&'a Type>,
}

/// An algorithm of RFC 7616, section 6.1: its name, its variant in the runtime crate, and what a stored HA1 is of.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Algorithm {
    name: &'static str,
    variant: &'static str,
    base: &'static str,
}

const ALGORITHMS: [Algorithm; 6] = [
    Algorithm {
        name: "SHA-256",
        variant: "Sha256",
        base: "SHA-256",
    },
    Algorithm {
        name: "SHA-256-sess",
        variant: "Sha256Sess",
        base: "SHA-256",
    },
    Algorithm {
        name: "SHA-512-256",
        variant: "Sha512_256",
        base: "SHA-512-256",
    },
    Algorithm {
        name: "SHA-512-256-sess",
        variant: "Sha512_256Sess",
        base: "SHA-512-256",
    },
    Algorithm {
        name: "MD5",
        variant: "Md5",
        base: "MD5",
    },
    Algorithm {
        name: "MD5-sess",
        variant: "Md5Sess",
        base: "MD5",
    },
];

/// Judges the keys; mistakes leave the defaults.
pub(super) fn validate<'a>(
    options: &'a Options,
    has_state: bool,
    diagnostics: &mut Diagnostics,
) -> Digest<'a> {
    let algorithms = algorithms(options.algorithm.as_ref(), diagnostics);
    let qop = qop(options.qop.as_ref(), diagnostics);
    if let (false, Some(session)) = (
        qop,
        algorithms
            .iter()
            .find(|algorithm| algorithm.name.ends_with("-sess")),
    ) {
        let message = format!(
            "`{}` needs the client's nonce, which `qop = \"none\"` has not; leave `qop` out",
            session.name
        );
        diagnostics.at(&options.qop, message);
    }
    if let (Some(ha1), Some(first)) = (&options.ha1, algorithms.first())
        && algorithms
            .iter()
            .any(|algorithm| algorithm.base != first.base)
    {
        let message = "a stored HA1 is of one algorithm; name the one that yours are of, as in `algorithm = \"SHA-256\"`";
        diagnostics.at(ha1, message);
    }
    if let (Some(nonces), false) = (&options.nonces, has_state) {
        diagnostics.at(
            nonces,
            "the nonce store is taken from the state; add `state = AppState`",
        );
    }
    Digest {
        algorithms,
        qop,
        ha1: options.ha1.is_some(),
        nonce_ttl: options
            .nonce_ttl
            .as_ref()
            .and_then(|ttl| seconds(ttl, diagnostics))
            .unwrap_or(300),
        nonces: options.nonces.as_ref().filter(|_| has_state),
    }
}

fn algorithms(names: Option<&Texts>, diagnostics: &mut Diagnostics) -> Vec<Algorithm> {
    let mut algorithms = Vec::new();
    for literal in names.iter().flat_map(|names| &names.0) {
        let name = literal.value();
        match ALGORITHMS
            .iter()
            .find(|algorithm| algorithm.name.eq_ignore_ascii_case(&name))
        {
            Some(algorithm) if algorithms.contains(algorithm) => {
                diagnostics.at(
                    literal,
                    "this algorithm is given twice; leave one of them out",
                );
            }
            Some(algorithm) => algorithms.push(*algorithm),
            None => {
                let known = ALGORITHMS
                    .map(|algorithm| format!("`{}`", algorithm.name))
                    .join(", ");
                diagnostics.at(
                    literal,
                    format!("unknown algorithm, expected one of {known}"),
                );
            }
        }
    }
    if algorithms.is_empty() {
        // The default: the stronger first (RFC 7616, section 3.7), MD5 for clients that know nothing else.
        algorithms = ALGORITHMS
            .into_iter()
            .filter(|algorithm| matches!(algorithm.name, "SHA-256" | "MD5"))
            .collect();
    }
    algorithms
}

fn qop(qop: Option<&LitStr>, diagnostics: &mut Diagnostics) -> bool {
    let Some(literal) = qop else { return true };
    match literal.value().as_str() {
        "auth" => true,
        "none" => false,
        _ => {
            diagnostics.at(
                literal,
                "write `qop = \"auth\"`, or `qop = \"none\"` for the legacy form of RFC 2069",
            );
            true
        }
    }
}

/// A time like `30s`, `5m` or `1h`, in seconds.
fn seconds(literal: &LitStr, diagnostics: &mut Diagnostics) -> Option<u64> {
    let text = literal.value();
    let unit = text.chars().last().and_then(|unit| match unit {
        's' => Some(1),
        'm' => Some(60),
        'h' => Some(3600),
        _ => None,
    });
    let number = text
        .get(..text.len().saturating_sub(1))
        .and_then(|number| number.parse::<u64>().ok());
    let seconds = unit
        .zip(number)
        .and_then(|(unit, number)| number.checked_mul(unit))
        .filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        diagnostics.at(literal, "this is no time; write a whole number of seconds, minutes or hours, as in `30s`, `5m` or `1h`");
    }
    seconds
}

/// `impl DigestAuth`.
pub(super) fn expand(object: &Object<'_>) -> TokenStream {
    let Object {
        ident,
        scheme,
        realm,
        krate,
        ..
    } = object;
    let private = krate.private();
    let Digest {
        qop,
        ha1,
        nonce_ttl,
        ..
    } = object.digest;
    let algorithms = object.digest.algorithms.iter().map(|algorithm| {
        let variant = Ident::new(algorithm.variant, proc_macro2::Span::call_site());
        quote!(#krate::digest::Algorithm::#variant)
    });
    let name = ident.to_string();
    let (store, nonces) = nonces(object);
    let callbacks = callbacks(object);
    let own_ha1 = ha1.then(|| own_ha1(object));
    quote! {
        const _: () = #private::check_pairs(
            [#ident::__HTTPAUTH_GENERATE_NONCE.as_ref(), #ident::__HTTPAUTH_VERIFY_NONCE.as_ref()],
            [#ident::__HTTPAUTH_GENERATE_OPAQUE.as_ref(), #ident::__HTTPAUTH_VERIFY_OPAQUE.as_ref()],
        );
        #own_ha1
        #[automatically_derived]
        impl #private::DigestAuth for #ident {
            const SCHEME: &'static ::core::primitive::str = #scheme;
            const REALM: &'static ::core::primitive::str = #realm;
            const ALGORITHMS: &'static [#krate::digest::Algorithm] = &[#(#algorithms),*];
            const QOP: ::core::primitive::bool = #qop;
            const HA1: ::core::primitive::bool = #ha1;
            const NONCE_TTL: ::core::time::Duration = ::core::time::Duration::from_secs(#nonce_ttl);
            type Nonces = #store;
            fn nonces(state: &Self::State) -> Self::Nonces {
                #nonces
            }
            fn context() -> &'static #private::Context {
                static CONTEXT: #private::OnceLock<#private::Context> = #private::OnceLock::new();
                CONTEXT.get_or_init(|| {
                    #private::Context::new(::core::concat!(::core::module_path!(), "::", #name), #realm)
                })
            }
            #callbacks
        }
    }
}

/// The nonce store's type, and how it is got.
fn nonces(object: &Object<'_>) -> (TokenStream, TokenStream) {
    let private = object.krate.private();
    match object.digest.nonces {
        Some(nonces) => (
            quote!(#nonces),
            quote!(<#nonces as #private::FromRef<Self::State>>::from_ref(state)),
        ),
        None => (
            quote!(&'static #private::MemoryNonces),
            quote!({ let _ = state; &#private::MEMORY_NONCES }),
        ),
    }
}

/// The slots of the object's own nonces and opaques.
fn callbacks(object: &Object<'_>) -> TokenStream {
    let (ident, private) = (object.ident, object.krate.private());
    let callbacks = ["nonce", "opaque"].map(|what| {
        let [generate, verify] = ["generate", "verify"].map(|verb| quote::format_ident!("{verb}_{what}"));
        let [own_generate, own_verify] = ["generate", "verify"].map(|verb| quote::format_ident!("__httpauth_{verb}_{what}"));
        quote! {
            async fn #generate(
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<#private::String>, #private::Response> {
                #ident::#own_generate(parts, state).await
            }
            async fn #verify(
                value: &::core::primitive::str,
                parts: &mut #private::Parts,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<::core::primitive::bool>, #private::Response> {
                #ident::#own_verify(value, parts, state).await
            }
        }
    });
    quote!(#(#callbacks)*)
}

/// `Auth::ha1(username, password)`.
fn own_ha1(object: &Object<'_>) -> TokenStream {
    let (ident, vis, private) = (object.ident, object.vis, object.krate.private());
    quote! {
        impl #ident {
            /// The HA1 of a username and a password in hex, to be stored instead of the password (RFC 7616, section
            /// 3.4.2).
            #[allow(dead_code, unreachable_pub)]
            #[must_use]
            #vis fn ha1(
                username: &::core::primitive::str,
                password: &::core::primitive::str,
            ) -> #private::String {
                #private::ha1::<Self>(username, password)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_time_is_a_number_and_a_unit() {
        let seconds = |text: &str| {
            let mut diagnostics = Diagnostics::default();
            let seconds = seconds(
                &LitStr::new(text, proc_macro2::Span::call_site()),
                &mut diagnostics,
            );
            assert_eq!(seconds.is_none(), !diagnostics.is_empty(), "{text}");
            seconds
        };
        assert_eq!(
            [seconds("30s"), seconds("5m"), seconds("1h")],
            [Some(30), Some(300), Some(3600)]
        );
        for wrong in [
            "",
            "5",
            "m",
            "0s",
            "-1s",
            "1d",
            "1.5m",
            "5 m",
            "99999999999999999999h",
            "5\u{e9}",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn algorithms_are_those_of_the_rfc_each_once() {
        let algorithms = |texts: Vec<LitStr>| {
            let mut diagnostics = Diagnostics::default();
            let algorithms = algorithms(Some(&Texts(texts)), &mut diagnostics);
            (
                algorithms
                    .iter()
                    .map(|algorithm| algorithm.name)
                    .collect::<Vec<_>>(),
                diagnostics.is_empty(),
            )
        };
        assert_eq!(
            algorithms(vec![parse_quote!("md5-SESS")]),
            (vec!["MD5-sess"], true)
        );
        assert_eq!(algorithms(vec![]), (vec!["SHA-256", "MD5"], true));
        assert!(!algorithms(vec![parse_quote!("MD5"), parse_quote!("md5")]).1);
        assert!(!algorithms(vec![parse_quote!("SHA-1")]).1);
    }
}
