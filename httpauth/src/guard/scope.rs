//! The scopes that a refused client is told of.

use std::borrow::Cow;

use axum::http::request::Parts;

use super::rule::{Rule, SchemeOf};
use crate::authenticator::Scheme;
use crate::outcome::{Denied, Scope};
use crate::rejection::Reason;
use crate::scope::{ScopeOf, union};

/// The scopes of the guards that a request has passed, in order.
///
/// A client that was told of the inner guard's alone would get a token that the outer one refuses.
#[derive(Clone)]
pub(super) struct Outer(Vec<ScopeOf>);

/// Leaves the scope of the rule for the guards further in.
pub(super) fn leave<R: Rule>(parts: &mut Parts) {
    if let (Some(scope), true) = (R::SCOPE, SchemeOf::<R>::SCOPED) {
        let outer = parts.extensions.get_or_insert_with(|| Outer(Vec::new()));
        outer.0.push(scope);
    }
}

/// Returns the scopes of the guards that the request has passed, if challenges name a scope.
pub(super) fn outer<R: Rule>(parts: &Parts) -> Option<&Outer> {
    if SchemeOf::<R>::SCOPED {
        return parts.extensions.get();
    }
    None
}

/// Names the scope that the request needs, which is that of all guards, and what the application named beside it.
pub(super) fn name<R: Rule>(denied: &mut Denied, parts: &Parts) {
    if !SchemeOf::<R>::SCOPED || !denied.reason.is_answerable() {
        return;
    }
    let (outer, of_rule) = (outer::<R>(parts), R::SCOPE.and_then(|scope| scope()));
    let own = match &denied.scope {
        Scope::Unknown => return,
        // A user whom the rule forbids for something other than a scope is told of none.
        Scope::OfRule
            if of_rule.is_none() && (outer.is_none() || denied.reason == Reason::Forbidden) =>
        {
            denied.scope = Scope::Unknown;
            return;
        }
        Scope::OfRule => None,
        Scope::Named(own) => Some(&***own).filter(|own| union([*own]).is_some()),
    };
    let outer = outer.map_or(&[][..], |outer| &outer.0);
    let outer: Vec<String> = outer.iter().filter_map(|scope| scope()).collect();
    let outer = outer.iter().map(String::as_str);
    denied.scope = match union(outer.chain(of_rule.as_deref()).chain(own)) {
        Some(scope) => Scope::Named(Box::new(Cow::Owned(scope))),
        None => Scope::Unknown,
    };
}
