//! The parser and the validation of the keys that only `#[digest_auth]` has.

mod expand;
#[cfg(test)]
mod tests;

use proc_macro2::Ident;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, LitStr, Token, Type, bracketed, token};

use crate::args::{self, Setting};
use crate::diagnostics::Diagnostics;

pub(super) use expand::expand;

/// The keys as they were written.
#[derive(Default)]
pub(super) struct Options {
    algorithm: Option<Texts>,
    qop: Option<LitStr>,
    ha1: Option<Ident>,
    nonce_ttl: Option<Setting>,
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
            "algorithm" => {
                self.algorithm = Some(args::value(
                    key,
                    input,
                    "a string literal or a list of them",
                    r#"["SHA-256", "MD5"]"#,
                )?);
            }
            "qop" => self.qop = Some(args::text(key, input, "auth")?),
            "ha1" => self.ha1 = Some(args::flag(key, input)?),
            "nonce_ttl" => self.nonce_ttl = Some(args::setting(key, input, "5m")?),
            _ => self.nonces = Some(args::value(key, input, "a type", "MyNonceStore")?),
        }
        Ok(())
    }
}

/// The settings that the keys give.
pub(super) struct Digest<'a> {
    algorithms: Vec<Algorithm>,
    qop: bool,
    ha1: bool,
    nonce_ttl: NonceTtl<'a>,
    nonces: Option<&'a Type>,
}

/// The time for which a nonce is good.
#[derive(Clone, Copy)]
enum NonceTtl<'a> {
    Seconds(u64),
    Expression(&'a Expr),
}

impl Digest<'_> {
    /// Returns whether one HA1 does for all algorithms.
    fn has_one_ha1(&self) -> bool {
        has_one_base(&self.algorithms)
    }
}

fn has_one_base(algorithms: &[Algorithm]) -> bool {
    let mut bases = algorithms.iter().map(|algorithm| algorithm.base);
    let first = bases.next();
    bases.all(|base| Some(base) == first)
}

/// An algorithm of RFC 7616 section 6.1.
///
/// It has its name, its variant in the runtime crate, and the algorithm that a stored HA1 is of.
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

/// Validates the keys. A mistake leaves the default.
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
            "`{}` needs the client's nonce, which `qop = \"none\"` does without; leave `qop` out",
            session.name
        );
        diagnostics.at(&options.qop, message);
    }
    if let (Some(ha1), false) = (&options.ha1, has_one_base(&algorithms)) {
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
        nonce_ttl: nonce_ttl(options.nonce_ttl.as_ref(), diagnostics),
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
        // The default has the stronger algorithm first (RFC 7616 section 3.7), and MD5 for clients that know nothing
        // else.
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
                "invalid value for `qop`: expected `\"auth\"`, or `\"none\"` for the legacy form of RFC 2069",
            );
            true
        }
    }
}

fn nonce_ttl<'a>(ttl: Option<&'a Setting>, diagnostics: &mut Diagnostics) -> NonceTtl<'a> {
    let seconds = match ttl {
        Some(Setting::Expression(ttl)) => return NonceTtl::Expression(ttl),
        Some(Setting::Text(ttl)) => seconds(ttl, diagnostics),
        None => None,
    };
    NonceTtl::Seconds(seconds.unwrap_or(300))
}

/// Returns a time like `30s`, `5m` or `1h` in seconds.
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
        diagnostics.at(literal, "invalid duration; write a whole number of seconds, minutes or hours, as in `30s`, `5m` or `1h`");
    }
    seconds
}
