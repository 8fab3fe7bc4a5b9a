//! The validation of the keys that only `#[digest_auth]` has.

#[cfg(test)]
mod tests;

use proc_macro2::Ident;
use syn::{Expr, LitStr, Type};

use super::parse::{Forwarded, Own};
use crate::args::{OneOrMany, Setting};
use crate::auth_object::common::{Object, Throttle};
use crate::diagnostics::Diagnostics;

/// The settings that the keys give.
pub(crate) struct Settings<'a> {
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) qop: bool,
    pub(super) ha1: bool,
    pub(super) nonce_ttl: NonceTtl<'a>,
    pub(super) nonces: Option<&'a Type>,
    pub(super) forwarded: Option<&'a Ident>,
    pub(super) throttle: &'a Throttle,
}

/// The time for which a nonce is good.
#[derive(Clone, Copy)]
pub(super) enum NonceTtl<'a> {
    Seconds(u64),
    Expression(&'a Expr),
}

impl Settings<'_> {
    /// Returns whether one HA1 does for all algorithms.
    pub(super) fn has_one_ha1(&self) -> bool {
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
pub(super) struct Algorithm {
    pub(super) name: &'static str,
    pub(super) variant: &'static str,
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
    own: &'a Own,
    object: &Object<'a>,
    diagnostics: &mut Diagnostics,
) -> Settings<'a> {
    let has_state = object.state.is_some();
    own.throttle.validate(object, diagnostics);
    let algorithms = algorithms(own.algorithm.as_ref(), diagnostics);
    let qop = qop(own.qop.as_ref(), diagnostics);
    fit(own, &algorithms, qop, has_state, diagnostics);
    Settings {
        algorithms,
        qop,
        ha1: own.ha1.is_some(),
        nonce_ttl: nonce_ttl(own.nonce_ttl.as_ref(), diagnostics),
        nonces: own.nonces.as_ref().filter(|_| has_state),
        forwarded: own.target.as_ref().map(|Forwarded(value)| value),
        throttle: &own.throttle,
    }
}

/// Reports keys that do not go together.
fn fit(
    own: &Own,
    algorithms: &[Algorithm],
    qop: bool,
    has_state: bool,
    diagnostics: &mut Diagnostics,
) {
    let session = algorithms
        .iter()
        .find(|algorithm| algorithm.name.ends_with("-sess"));
    if let (false, Some(session)) = (qop, session) {
        let message = format!(
            "`{}` needs the client's nonce, which is not sent with `qop = \"none\"`; leave `qop` out",
            session.name
        );
        diagnostics.at(&own.qop, message);
    }
    if let (Some(ha1), false) = (&own.ha1, has_one_base(algorithms)) {
        let message = "a stored HA1 belongs to one algorithm; write that algorithm, as in `algorithm = \"SHA-256\"`";
        diagnostics.at(ha1, message);
    }
    if let (Some(nonces), false) = (&own.nonces, has_state) {
        diagnostics.at(
            nonces,
            "the nonce store is taken from the state; add `state = AppState`",
        );
    }
}

fn algorithms(names: Option<&OneOrMany<LitStr>>, diagnostics: &mut Diagnostics) -> Vec<Algorithm> {
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
